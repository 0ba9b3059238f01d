/** What a handler does not await can take effect after its record is committed, or never. */
import { expect, it } from 'vitest'
import { atLeastOnce } from '../../../src/properties/at-least-once.ts'
import { createJudge } from '../../../src/properties/judge.ts'
import { ofKind, runService } from '../run-service.ts'

/** Crashes the process when this has happened to the last record, which is committed by then. */
function lostBy(kind: 'processing-started' | 'effect'): readonly string[] {
  const source = `
    export default async function start({ kafka, topic, process: work }) {
      const consumer = kafka.consumer({ groupId: 'mine' })
      await consumer.connect()
      await consumer.subscribe({ topics: [topic], fromBeginning: true })
      await consumer.run({ autoCommitThreshold: 1, eachMessage: async (given) => { work(given) } })
      return () => consumer.disconnect()
    }`
  const crash = {
    fault: 'crash',
    when: (last: { readonly kind: string; readonly offset?: number | null }) =>
      kind === 'effect'
        ? last.kind === 'effect' && last.offset === 3
        : last.kind === 'commit-applied' && last.offset === 4,
  } as const
  const events = runService(source, [crash])
  expect(ofKind(events, 'fault')).toHaveLength(1)
  const at = events.findIndex((event) => event.kind === 'fault')
  const effects = ofKind(events.slice(0, at), 'effect').map(({ offset }) => offset)
  expect(effects.includes(3)).toBe(kind === 'effect')
  const judge = createJudge([atLeastOnce], { reprocessingMax: null })
  for (const event of events) judge.emit(event)
  const found = judge.results().judgements[0]?.witnesses ?? []
  return found.map(({ offsets, text }) => `${offsets} ${text}`)
}

it('is lost with a crash before its effect', () => {
  expect(lostBy('processing-started').join()).toMatch(/3 (is|are) lost: .* never processed/)
})

it('is not lost with a crash after it, whose story tells of the effect', () => {
  expect(lostBy('effect')).toEqual([])
})
