/**
 * Progress: in the calm, lag reaches zero and no consumer is dead.
 *
 * Nothing goes wrong any more in the calm, so a record that nobody has finished by its end and
 * that nobody will skip either (it is not below the committed offset: that is a loss) is stuck.
 * So is a group whose committed offset stays short of the last record although all is done, and
 * an instance that its supervisor gave up. A partition that nobody ever started to read is stuck
 * with all its records. And so is a consumer that has stopped for good in a process that lives on:
 * whoever watches the process sees nothing, and the others have to do its work.
 */

import { clearFound } from './folds/found.ts'
import { shared } from './frame/shared-state.ts'
import { both, facets, type Keeper, kept, keptList } from './kept.ts'
import { addPart, createLanes, type Lanes, mix } from './lanes.ts'
import { property, type Witness } from './property.ts'
import {
  ABORTED,
  DONE,
  isData,
  isUnfinished,
  PRODUCED,
  type RecordPlace,
  readAgainFrom,
} from './records/partition-records.ts'
import { createLedger } from './records/record-state.ts'

const NONE: readonly Witness[] = []

/** In the calm, lag reaches zero and no consumer is dead. */
export const progress = property({
  name: 'progress',
  statement: 'Once the faults were over, the group caught up and no consumer was dead.',
  monitor: (context) => {
    const ledger = shared(context, createLedger)
    const deaths: Death[] = []
    const dead: Witness[] = []
    const silent: Silent[] = []
    const heardOf = (member: string) => {
      const at = silent.findIndex((one) => one.member === member)
      if (at >= 0) silent.splice(at, 1)
    }
    let end = -1
    let drained = true
    const ending: Keeper<readonly [number, boolean]> = {
      save: () => [end, drained],
      restore: (saved) => {
        end = saved[0]
        drained = saved[1]
      },
      fingerprint: (saved, _, into) => mix(into, saved[1] ? 1 : 0),
    }
    return {
      folds: [ledger],
      on: {
        'consumer-crashed': ({ member, error, restart }, index) => {
          heardOf(member)
          if (!restart) silent.push({ member, error, at: index })
        },
        joined: ({ member }) => heardOf(member),
        stopped: ({ member }) => heardOf(member),
        fault: ({ fault, member }) => {
          if (fault === 'crash' && member !== null) heardOf(member)
        },
        died: ({ member, error }) => {
          heardOf(member)
          deaths.push({ member, error })
        },
        'given-up': ({ member }, index) => {
          // An instance that was started again may bear another name: then the last death tells.
          const death = deaths.findLast((one) => one.member === member) ?? deaths.at(-1)
          const text = `${member} is dead, of ${death?.error ?? 'an unknown error'}`
          dead.push({ topic: null, partition: -1, offsets: [], text, at: index })
        },
        ended: (event, index) => {
          end = index
          drained = event.drained
        },
      },
      reset: () => {
        if (deaths.length > 0) deaths.length = 0
        clearFound(dead)
        if (silent.length > 0) silent.length = 0
        end = -1
        drained = true
      },
      kept: kept(both(keepDeaths(deaths, dead, silent), ending)),
      reads: PRODUCED | ABORTED | DONE | facets.offsets | facets.everCommitted,
      broken: () => dead.length > 0,
      witnesses: () => {
        const found = [...dead, ...silent.map(tellSilent)]
        for (const place of ledger.places.mentioned) judge(place, end, found)
        if (found.length > 0) return found
        return drained ? NONE : [unsettled(end)]
      },
    }
  },
})

interface Death {
  readonly member: string
  readonly error: string
}

/** Who died is a label; who is silent may yet be heard of. */
function keepDeaths(deaths: Death[], dead: Witness[], silent: Silent[]): Keeper<unknown> {
  const keepSilent: Keeper<readonly Silent[]> = {
    ...keptList(silent),
    fingerprint: (saved, { names }, into) => {
      const sum: Lanes = { low: 0, high: 0 }
      for (const { member } of saved) {
        const one = createLanes()
        mix(one, names.member(member))
        addPart(sum, one)
      }
      mix(into, sum.low)
      mix(into, sum.high)
    },
  }
  return kept(both(keepSilent, both(keptList(deaths), keptList(dead))))
}

/** A consumer that stopped by an error, in a process that goes on without it. */
interface Silent {
  readonly member: string
  readonly error: string
  readonly at: number
}

function tellSilent({ member, error, at }: Silent): Witness {
  const text = `the consumer of ${member} is dead in a living process, of ${error}`
  return { topic: null, partition: -1, offsets: [], text, at }
}

function judge(place: RecordPlace, at: number, found: Witness[]): void {
  const { topic, partition, data } = place
  const stuck = stuckIn(place)
  if (stuck !== null) {
    const verb = stuck.length === 1 ? 'is' : 'are'
    const why = data.owedFrom < 0 ? 'nobody ever read the partition' : 'not processed to the end'
    found.push({ topic, partition, offsets: stuck, text: `${verb} stuck: ${why}`, at })
    return
  }
  const logEnd = logEndOf(place)
  if (!data.everCommitted || data.stored >= 0 || data.committed >= logEnd) return
  const committed = data.committed < 0 ? 'is gone' : `stays at ${data.committed}`
  const text = `lag does not reach zero: committed offset ${committed}, records end at ${logEnd}`
  found.push({ topic, partition, offsets: [], text, at })
}

function stuckIn(place: RecordPlace): number[] | null {
  const { data } = place
  let stuck: number[] | null = null
  const from = data.owedFrom < 0 ? 0 : Math.max(data.owedFrom, readAgainFrom(data))
  for (let offset = from; offset < place.end; offset++) {
    if (!isUnfinished(place, offset, DONE)) continue
    if (stuck === null) stuck = [offset]
    else stuck.push(offset)
  }
  return stuck
}

/** One past the last record that anybody is owed. */
function logEndOf(place: RecordPlace): number {
  for (let offset = place.end - 1; offset >= 0; offset--) {
    if (isData(place, offset)) return offset + 1
  }
  return 0
}

function unsettled(at: number): Witness {
  return { topic: null, partition: -1, offsets: [], text: 'did not settle in the calm', at }
}
