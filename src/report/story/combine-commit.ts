/** A commit and its answer in one line: `commits orders-0 → 3   applied, generation 1`. */
import type { EventOf, HistoryEvent } from '../../model/history.ts'
import { type Line, plain, stretched } from './line.ts'
import { isApart, type Reader, report, samePlace } from './reader.ts'
import { commitVerb, generationNote } from './sentence.ts'

type Requested = EventOf<'commit-requested'>

function noteOf(event: HistoryEvent): string {
  switch (event.kind) {
    case 'commit-applied':
      return `applied, ${generationNote(event)}`
    case 'commit-refused':
      return `refused: ${event.error}`
    case 'commit-unknown':
      return `answer not learnt: ${event.error}`
    case 'transaction-committed':
      return 'transaction committed'
    default:
      return ''
  }
}

/** What may stand between a commit and its being applied without changing what it means. */
const harmless: ReadonlySet<HistoryEvent['kind']> = new Set([
  'polled',
  'processing-started',
  'effect',
  'processing-done',
  'produced',
])

/** Whether this is the end of the transaction in which the offsets were sent. */
function isEndOf(event: HistoryEvent, { source, member }: Requested): boolean {
  return (
    source === 'transaction' && event.kind === 'transaction-committed' && event.member === member
  )
}

/** The answers that may be reported with the request, by their numbers. */
function answersOf(reader: Reader, index: number, request: Requested): readonly number[] {
  const answers: number[] = []
  let direct = true
  for (let at = index + 1; at < reader.events.length; at += 1) {
    const event = reader.events[at] as HistoryEvent
    const own = 'commit' in event && event.commit === request.commit
    if (own && samePlace(event, request)) {
      if (!direct && event.kind !== 'commit-applied') break
      answers.push(at)
      continue
    }
    if (own || (isApart(event, request) && event.kind !== 'fault')) continue
    if (isEndOf(event, request)) {
      answers.push(at)
      continue
    }
    if (!harmless.has(event.kind) || !('member' in event) || event.member !== request.member) break
    direct = false
  }
  return answers
}

/** The request with what is known of its answer. */
export function combineCommit(reader: Reader, index: number): readonly Line[] {
  const request = reader.events[index] as Requested
  const answers = answersOf(reader, index, request)
  for (const at of answers) report(reader, at)
  const notes = answers.map((at) => noteOf(reader.events[at] as HistoryEvent))
  const known = notes.filter((note) => note !== '')
  const note = known.length === 0 ? 'requested' : known.join(', ')
  const who = request.member
  // One that nobody learnt of, or that is refused, is no routine.
  if (known.length === 0 || !known.every((one) => /^(applied|transaction)/.test(one))) {
    return [plain({ who, text: commitVerb(request), note })]
  }
  const key = `${who} ${commitVerb({ ...request, offset: 0 })} ${note}`
  const sentenceFor = (offsets: readonly number[], count: number) => ({
    who,
    text: commitVerb({ ...request, offset: Math.max(...offsets) }),
    note: count === 1 ? note : `the last of ${count}; ${note}`,
  })
  return [stretched({ key, of: 'next', offsets: [request.offset], count: 1, sentenceFor })]
}
