/** Starts the service; it is checked by check/orders.ts as it stands here. */
import 'reflect-metadata'
import process from 'node:process'
import { NestFactory } from '@nestjs/core'
import { type MicroserviceOptions, Transport } from '@nestjs/microservices'
import { AppModule } from './app.module'

async function bootstrap(): Promise<void> {
  const app = await NestFactory.createMicroservice<MicroserviceOptions>(AppModule, {
    transport: Transport.KAFKA,
    options: {
      client: { brokers: (process.env['KAFKA_BROKERS'] ?? 'localhost:9092').split(',') },
      consumer: { groupId: 'orders-service' },
      subscribe: { fromBeginning: true },
    },
  })
  app.enableShutdownHooks()
  await app.listen()
}

void bootstrap()
