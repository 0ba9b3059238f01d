/** Against what the model was held: written by `npm run conformance -- --record`. */
export const heldAgainst =
  'Held against Apache Kafka 3.9.1 and 4.4.0: 20,450 sequences; kafka-clients 3.9.1: 140 ' +
  'runs; spring-kafka 3.3.16 and 4.1.2: 364 runs; kafkajs: 400 kills; 0 divergences'
