/**
 * Progress: in the calm, lag reaches zero and no consumer is dead.
 *
 * Nothing goes wrong any more in the calm, so a record that nobody has finished by its end and
 * that nobody will skip either (it is not below the committed offset: that is a loss) is stuck.
 * So is a group whose committed offset stays short of the last record although all is done, and
 * an instance that its supervisor gave up. A partition that nobody ever started to read is stuck
 * with all its records.
 */
import {
  ABORTED,
  type Account,
  clearAccount,
  createLedger,
  freshAccount,
  isUnfinished,
  ledgerHandlers,
  PRODUCED,
  readAgainFrom,
  resetLedger,
} from './folds/ledger.ts'
import { marksOf, type Place } from './folds/places.ts'
import { property, type Witness } from './property.ts'

const NONE: readonly Witness[] = []

/** In the calm, lag reaches zero and no consumer is dead. */
export const progress = property({
  name: 'progress',
  statement: 'Once the faults were over, the group caught up and no consumer was dead.',
  monitor: () => {
    const ledger = createLedger('done', freshAccount, clearAccount)
    const deaths: { readonly member: string; readonly error: string }[] = []
    const dead: Witness[] = []
    let end = { at: -1, drained: true }
    return {
      on: {
        ...ledgerHandlers(ledger),
        died: ({ member, error }) => {
          deaths.push({ member, error })
        },
        'given-up': ({ member }, index) => {
          // An instance that was started again may bear another name: then the last death tells.
          const death = deaths.findLast((one) => one.member === member) ?? deaths.at(-1)
          const text = `${member} is dead, of ${death?.error ?? 'an unknown error'}`
          dead.push({ topic: null, partition: -1, offsets: [], text, at: index })
        },
        ended: ({ drained }, index) => {
          end = { at: index, drained }
        },
      },
      reset: () => {
        resetLedger(ledger)
        deaths.length = 0
        dead.length = 0
        end = { at: -1, drained: true }
      },
      witnesses: () => {
        const found = [...dead]
        for (const place of ledger.places.mentioned) judge(place, end.at, found)
        if (found.length > 0) return found
        return end.drained ? NONE : [unsettled(end.at)]
      },
    }
  },
})

function judge(place: Place<Account>, at: number, found: Witness[]): void {
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

function stuckIn(place: Place<Account>): number[] | null {
  const { data } = place
  let stuck: number[] | null = null
  const from = data.owedFrom < 0 ? 0 : Math.max(data.owedFrom, readAgainFrom(data))
  for (let offset = from; offset < place.end; offset++) {
    if (isUnfinished(place, offset)) stuck = [...(stuck ?? []), offset]
  }
  return stuck
}

/** One past the last record that anybody is owed. */
function logEndOf(place: Place<Account>): number {
  for (let offset = place.end - 1; offset >= 0; offset--) {
    if ((marksOf(place, offset) & (PRODUCED | ABORTED)) === PRODUCED) return offset + 1
  }
  return 0
}

function unsettled(at: number): Witness {
  return { topic: null, partition: -1, offsets: [], text: 'did not settle in the calm', at }
}
