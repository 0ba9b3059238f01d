/** Starts the consumer, and stops it on SIGTERM. */
import { Kafka } from 'kafkajs'
import { start } from './consumer.js'

const kafka = new Kafka({ clientId: 'orders-service', brokers: ['localhost:9092'] })
const stop = await start(kafka, async ({ message }) => console.log(String(message.value)))
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop)
