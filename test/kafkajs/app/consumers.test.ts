import { describe, expect, it } from 'vitest'
import { Consumers } from '../../../src/kafkajs/app/consumers.ts'
import { createJudge } from '../../../src/properties/judge.ts'
import { progress } from '../../../src/properties/progress.ts'
import { ofKind, runService } from '../run-service.ts'

/** Two consumers; the handler of the one named first dies of its own bug, once per process. */
function twoConsumers(onCrash = ''): string {
  return `
    export default async function start({ kafka, topic, process: work }) {
      let bugs = 1
      const join = async (each, listen = () => {}) => {
        const consumer = kafka.consumer({ groupId: 'mine' })
        listen(consumer)
        await consumer.connect()
        await consumer.subscribe({ topics: [topic], fromBeginning: true })
        await consumer.run({ eachMessage: each })
        return consumer
      }
      const healthy = (given) => work(given)
      const first = await join((given) => {
        if (bugs-- > 0) given.message.nothing.at.all
        return work(given)
      }, (dead) => {${onCrash}})
      const second = await join(healthy)
      return () => Promise.all([first.disconnect(), second.disconnect()])
    }`
}

function verdictOf(events: ReturnType<typeof runService>): readonly string[] {
  const judge = createJudge([progress], { reprocessingMax: null })
  for (const event of events) judge.emit(event)
  return judge.results().judgements[0]?.witnesses.map(({ text }) => text) ?? []
}

const scenario = { partitions: 2, records: 12 }

describe('the consumers of a process', () => {
  it('are dead one by one: that another one joins does not make up for it', () => {
    const events = runService(twoConsumers(), [], scenario)
    const died = events.findIndex(({ kind }) => kind === 'consumer-crashed')
    expect(events.slice(died).some(({ kind }) => kind === 'joined')).toBe(true)
    expect(verdictOf(events)).toEqual([
      'the consumer of A is dead in a living process, of TypeError',
    ])
  })

  it.each([
    ['the same consumer runs again', 'await dead.run({ eachMessage: healthy })'],
    ['a new one takes its place', 'await join(healthy)'],
  ])('are none of them dead when %s', (_, again) => {
    const onCrash = `dead.on('consumer.crash', async () => {
      await dead.connect()
      ${again}
    })`
    const events = runService(twoConsumers(onCrash), [], scenario)
    expect(ofKind(events, 'consumer-crashed')).toMatchObject([{ consumer: 0, restart: false }])
    expect(ofKind(events, 'consumer-replaced')).toMatchObject([{ consumer: 0 }])
    expect(verdictOf(events)).toEqual([])
  })

  it('take the place of one, once, and only of one that died before they were made', () => {
    const consumers = new Consumers()
    for (let i = 0; i < 3; i++) expect(consumers.made()).toBe(i)
    consumers.crashed(0, false)
    consumers.crashed(1, false)
    expect(consumers.joined(2)).toBeNull()
    expect(consumers.made()).toBe(3)
    expect(consumers.joined(3)).toBe(0)
    expect(consumers.joined(3)).toBeNull()
    consumers.crashed(3, true)
    expect(consumers.joined(3)).toBeNull()
    expect(consumers.joined(1)).toBe(1)
  })
})
