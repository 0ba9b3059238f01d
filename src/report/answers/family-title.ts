/** What a family of strategies is called. */
const titles: Readonly<Record<string, string>> = {
  'kafka-consumer': 'Kafka consumer (Java client)',
  'spring-kafka': 'Spring Kafka',
  connect: 'Kafka Connect',
  spark: 'Spark',
  kafkajs: 'kafkajs',
  user: 'Yours',
  faulty: 'Known bugs, kept to be caught',
}

/** Its title; its name where it has none. */
export function familyTitle(family: string): string {
  return titles[family] ?? family
}
