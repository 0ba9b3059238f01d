import { describe, expect, it } from 'vitest'
import { properties } from '../../../src/properties/all.ts'
import { createJudge } from '../../../src/properties/judge.ts'
import { ofKind, runService, type Strike } from '../run-service.ts'

/** Commits by hand after each record; what becomes of it is up to the module. */
function committing(commit: string): string {
  return `
    export default async function start({ kafka, topic, process: work }) {
      const consumer = kafka.consumer({ groupId: 'mine' })
      await consumer.connect()
      await consumer.subscribe({ topics: [topic], fromBeginning: true })
      await consumer.run({
        autoCommit: false,
        eachMessage: async (given) => {
          await work(given)
          const { partition, message } = given
          const offset = String(Number(message.offset) + 1)
          ${commit}
        },
      })
      return () => consumer.disconnect()
    }`
}

const byHand = 'await consumer.commitOffsets([{ topic, partition, offset }])'

const applied = properties.filter(({ name }) => name === 'commit-acknowledged-is-applied')

function verdictOf(events: ReturnType<typeof runService>): readonly string[] {
  const judge = createJudge(applied, { reprocessingMax: null })
  for (const event of events) judge.emit(event)
  return judge.results().judgements[0]?.witnesses.map(({ text }) => text) ?? []
}

const shutdown: Strike = {
  fault: 'shutdown',
  when: (last) => last.kind === 'processing-started' && last.offset === 2,
}
const refused: Strike = {
  fault: 'commit-refused',
  when: (last) => last.kind === 'commit-requested' && last.offset === 2,
}

describe('a commit by hand', () => {
  it('is acknowledged once where the coordinator applies it', () => {
    const events = runService(committing(byHand))
    const offsets = ofKind(events, 'commit-acknowledged').map(({ offset }) => offset)
    expect(offsets).toEqual([1, 2, 3, 4, 5])
    expect(verdictOf(events)).toEqual([])
  })

  it('is one of which the user is told, while the consumer stops, although none is sent', () => {
    const events = runService(committing(byHand), [shutdown])
    expect(verdictOf(events)).toEqual(['commit of 3 was acknowledged to A but never applied'])
    const told = events.find((event) => event.kind === 'commit-acknowledged' && event.offset === 3)
    const of = (event: { commit?: unknown }) => event.commit === (told as { commit: number }).commit
    const about = events.filter((event) => of(event as { commit?: unknown }))
    expect(about.map(({ kind }) => kind)).toEqual(['commit-requested', 'commit-acknowledged'])
  })

  it('is not, when its promise is rejected', () => {
    const events = runService(committing(`try { ${byHand} } catch {}`), [refused])
    expect(ofKind(events, 'commit-refused').length).toBeGreaterThan(0)
    expect(verdictOf(events)).toEqual([])
  })

  it('that is refused and that nobody awaits ends the process, as in Node', () => {
    const negative = "consumer.commitOffsets([{ topic, partition, offset: '-5' }])"
    const [death] = ofKind(runService(committing(negative)), 'died')
    expect(death).toMatchObject({ error: 'KafkaJSNonRetriableError' })
  })

  it('says nothing of commits that kafkajs makes by itself, nor of no offsets at all', () => {
    const events = runService(committing('await consumer.commitOffsets([])'), [shutdown])
    expect(ofKind(events, 'commit-acknowledged')).toEqual([])
    expect(verdictOf(events)).toEqual([])
  })

  it('is one with the offsets of uncommittedOffsets, whose partitions are texts', () => {
    const events = runService(`
      export default async function start({ kafka, topic, process: work }) {
        const consumer = kafka.consumer({ groupId: 'mine' })
        await consumer.connect()
        await consumer.subscribe({ topics: [topic], fromBeginning: true })
        await consumer.run({
          eachBatchAutoResolve: false,
          eachBatch: async (given) => {
            const { partition } = given.batch
            for (const message of given.batch.messages) {
              await work({ topic, partition, message })
              given.resolveOffset(message.offset)
            }
            await given.commitOffsetsIfNecessary(given.uncommittedOffsets())
          },
        })
        return () => consumer.disconnect()
      }`)
    expect(verdictOf(events)).toEqual([])
    const commits = ofKind(events, 'commit-acknowledged')
    expect(commits.map(({ partition, offset }) => [partition, offset])).toEqual([
      [0, 2],
      [0, 3],
      [0, 4],
      [0, 5],
    ])
  })
})
