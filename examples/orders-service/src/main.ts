/** The service in production: the same consumer, with a real cluster and a real repository. */
import { Kafka } from 'kafkajs'
import { configFrom } from './config.ts'
import start from './consumer-fixed.ts'
import { fileRepository } from './order-repository.ts'

const { brokers, file } = configFrom(process.env)
const kafka = new Kafka({ clientId: 'orders-service', brokers: [...brokers] })
const repository = fileRepository(file)

const stop = await start({ kafka, process: ({ order }) => repository.save(order) })

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, async () => {
    await stop()
    process.exit(0)
  })
}
