/** Checks the service as it is: its main module is loaded, with a fake of what reaches out of it. */
import { pg } from 'ackurate/fakes'
import type { Fakes } from 'ackurate/kafkajs'

export const fakes: Fakes = {
  pg: pg(({ text }, { process }) => (/^insert/i.test(text) ? process() : undefined)),
}

export default async function start(): Promise<void> {
  await import('../src/main')
}
