/** What every property is held to: its own examples, by each way in which a run is judged. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { HistoryEvent } from '../../src/model/history.ts'
import { properties, type ShippedProperty } from '../../src/properties/all.ts'
import type { MonitorContext } from '../../src/properties/frame/context.ts'
import { createJudge } from '../../src/properties/judge.ts'
import type { Example } from '../../src/properties/property.ts'
import { createHash } from '../../src/properties/state/hash.ts'
import { plainNames } from '../../src/properties/state/plain-names.ts'
import { createStatefulJudge, type StatefulJudge } from '../../src/properties/stateful-judge.ts'
import { historyOf } from './example-history.ts'
import { ended, unrelated } from './histories.ts'

type Row = readonly [string, string, ShippedProperty, Example]

const all: readonly Row[] = properties.flatMap((property) => {
  const { name, examples } = property
  return [
    ...examples.breaks.map((one): Row => [name, `breaks when ${one.when}`, property, one]),
    ...examples.holds.map((one): Row => [name, `holds when ${one.when}`, property, one]),
  ]
})

const contextOf = ({ reprocessingMax }: Example): MonitorContext => ({
  reprocessingMax: reprocessingMax ?? null,
})

/** As they stand; the judge wants to know of the end. */
function eventsOf(example: Example): readonly HistoryEvent[] {
  const { events } = historyOf(example)
  return events.at(-1)?.kind === 'ended' ? events : [...events, ended()]
}

function feed(judge: { emit(event: HistoryEvent): void }, events: readonly HistoryEvent[]): void {
  for (const event of events) judge.emit(event)
}

function judged(property: ShippedProperty, example: Example) {
  const judge = createJudge([property], contextOf(example))
  feed(judge, unrelated)
  judge.results()
  judge.reset()
  feed(judge, eventsOf(example))
  return judge.results().judgements
}

function hashOf(judge: StatefulJudge): string {
  const hash = createHash()
  judge.fingerprint(judge.save(), { names: plainNames, offsetsVanish: true }, hash)
  return `${hash.high}/${hash.low}`
}

describe('an example', () => {
  it.each(all)('%s %s, judged together with all others', (name, _, property, example) => {
    const judge = createJudge(properties, contextOf(example))
    feed(judge, eventsOf(example))
    const judgements = judge.results().judgements
    const [alone] = judged(property, example)
    expect(judgements[properties.findIndex((one) => one.name === name)]).toEqual(alone)
  })

  it.each(all)('%s %s', (_, __, property, example) => {
    const [judgement] = judged(property, example)
    const found = (judgement?.witnesses ?? []).toSorted((a, b) => a.at - b.at)
    const { broken } = historyOf(example)
    expect(found.map(({ text }) => text)).toEqual(broken.map(({ text }) => text))
    found.forEach(({ at }, i) => {
      expect(at).toBeGreaterThanOrEqual(broken[i]?.from ?? 0)
      expect(at).toBeLessThan(broken[i]?.to ?? 0)
    })
    const breaks = (property.examples.breaks as readonly Example[]).includes(example)
    expect(found.length > 0, 'ends in ✗ where it breaks, and only there').toBe(breaks)
  })
})

describe('a judge that is saved and restored', () => {
  it.each(all)('says the same wherever it is: %s %s', (_, __, property, example) => {
    const expected = judged(property, example)
    const events = eventsOf(example)
    const judge = createStatefulJudge([property], contextOf(example))
    for (let cut = 0; cut < events.length; cut++) {
      judge.reset()
      feed(judge, events.slice(0, cut))
      const [saved, before] = [judge.save(), hashOf(judge)]
      feed(judge, unrelated)
      judge.restore(saved)
      expect(hashOf(judge)).toBe(before)
      feed(judge, events.slice(cut))
      expect(judge.judgements()).toEqual(expected)
    }
  })
})

describe('states that look alike', () => {
  const cuts = (events: readonly HistoryEvent[]) => events.map((_, at) => at)
  it.each(properties)('come to the same by every example: $name', (property) => {
    const examples = [...property.examples.breaks, ...property.examples.holds]
    const histories = examples.map(eventsOf)
    const rests = histories.flatMap((events) => cuts(events).map((at) => events.slice(at)))
    for (const example of examples) {
      const judge = createStatefulJudge([property], contextOf(example))
      const known = new Map<string, string>()
      for (const events of histories) {
        for (const at of cuts(events)) {
          const verdicts = rests.map((rest) => {
            judge.reset()
            feed(judge, [...events.slice(0, at), ...rest])
            return judge.broken()
          })
          judge.reset()
          feed(judge, events.slice(0, at))
          const hash = hashOf(judge)
          expect(verdicts.join(), 'verdicts depend on what is not hashed').toBe(
            known.get(hash) ?? verdicts.join(),
          )
          known.set(hash, verdicts.join())
        }
      }
    }
  })
})

describe('a file with a property', () => {
  const folder = join(import.meta.dirname, '../../src/properties')
  const sources = readdirSync(folder).filter((file) => file.endsWith('.ts'))
  const files = sources.filter((file) =>
    /^export const \w+ = property\(/m.test(readFileSync(join(folder, file), 'utf8')),
  )
  it('is named for it, and every one is in all.ts', () => {
    expect(files).toEqual(properties.map(({ name }) => `${name}.ts`).toSorted())
  })
})
