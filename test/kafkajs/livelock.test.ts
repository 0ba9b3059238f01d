/** A service that is busy for ever without achieving anything comes to an end nevertheless. */
import { expect, test } from 'vitest'
import { runKafkajs } from '../../src/kafkajs/run.ts'
import { runStrategy } from '../../src/kafkajs/runner.ts'
import type { HistoryEvent } from '../../src/model/history.ts'
import { defaultScenario } from '../../src/model/scenario.ts'
import { cellScenario } from '../../src/search/planning/plan.ts'
import { ReplayChoices } from '../../src/search/schedules/replay-choices.ts'
import { strategies } from '../../src/strategies/all.ts'
import { folderWith } from './folder.ts'
import { ofKind, runService, serviceIn } from './run-service.ts'

test('a service that only aborts transactions is given up', () => {
  const events = runService(`
    export default async function start({ kafka, topic }) {
      const producer = kafka.producer({ transactionalId: 'mine', idempotent: true })
      await producer.connect()
      let goesOn = true
      const work = async () => {
        while (goesOn) {
          const transaction = await producer.transaction()
          await transaction.send({ topic, messages: [{ value: 'never seen' }] })
          await transaction.abort()
          await new Promise((rested) => setTimeout(rested, 1000))
        }
      }
      void work()
      return async () => { goesOn = false; await producer.disconnect() }
    }`)
  expect(ofKind(events, 'transaction-aborted').length).toBeGreaterThan(100)
  expect(events.at(-1)).toMatchObject({ kind: 'ended', drained: false })
})

test('members that commit a partition to and fro are given up', () => {
  const service = serviceIn(
    folderWith({
      'index.ts': `
    export default async function start({ kafka, topic, process }) {
      const consumer = kafka.consumer({ groupId: 'mine' })
      await consumer.connect()
      await consumer.subscribe({ topics: [topic], fromBeginning: true })
      const done = new Map()
      await consumer.run({
        autoCommit: false,
        eachMessage: async ({ topic, partition, message }) => {
          await process({ topic, partition, message })
          done.set(partition, { topic, partition, offset: String(Number(message.offset) + 1) })
        },
      })
      const timer = setInterval(() => {
        consumer.commitOffsets([...done.values()]).catch(() => {})
      }, 5000)
      return async () => { clearInterval(timer); await consumer.disconnect() }
    }`,
    }),
  )
  const events: HistoryEvent[] = []
  // The second member is late: what the first one did of its partition stays in its map.
  const choices = new ReplayChoices([0, 0, 0, 0, 4], 'choices')
  runKafkajs(service, defaultScenario, choices, (event) => events.push(event))
  const stay = ofKind(events, 'commit-applied').filter(({ partition }) => partition === 0)
  expect(stay.slice(-6).map(({ offset }) => offset)).toEqual([5, 11, 5, 11, 5, 11])
  expect(events.at(-1)).toMatchObject({ kind: 'ended' })
  expect(events.at(-1)?.time).toBeLessThan(200_000)
})

test('a fetcher of kafkajs that spins for ever ends its process, which says so', () => {
  const strategy = strategies.find(({ strategy: one }) => one.name === 'kafkajs-each-message')
  const settings = { 'auto.offset.reset': 'earliest' } as const
  const sizes = { ...defaultScenario, delaysMax: 0, records: 8 }
  const events: HistoryEvent[] = []
  if (strategy === undefined) throw new Error('not shipped')
  const scenario = cellScenario(strategy.strategy, 'shutdown+disconnect', settings, sizes)
  // A connection to one broker breaks while a handler works on a batch of the other; then it stops.
  const choices = new ReplayChoices(
    [...Array(46).fill(0), 6, ...Array(36).fill(0), 5, 1],
    'choices',
  )
  runStrategy(strategy.strategy, scenario, choices, (event) => events.push(event))
  expect(ofKind(events, 'died').map(({ error, message }) => [error, message])).toEqual([
    ['SIGKILL', 'it did not stop within 30 s: a fetcher of kafkajs spins for ever'],
  ])
  expect(events.at(-1)).toMatchObject({ kind: 'ended', drained: true })
})
