/** Reads the histories of examples: a line for what somebody does, as `property.ts` has them. */
import type { HistoryEvent } from '../../src/model/history.ts'
import type { Example } from '../../src/properties/property.ts'
import * as e from './events.ts'
import * as g from './membership-events.ts'

/** The events of an example, and where it says that the property is broken, and how. */
export interface ExampleHistory {
  readonly events: readonly HistoryEvent[]
  /** By the numbers of the events of the line above: the first, and one past the last. */
  readonly broken: readonly { readonly text: string; readonly from: number; readonly to: number }[]
}

/** Throws for a line that says nothing that is known. */
export function historyOf({ history }: Example): ExampleHistory {
  const events: HistoryEvent[] = []
  const broken: { text: string; from: number; to: number }[] = []
  const commits: Commits = { last: new Map(), applied: new Map(), count: 0 }
  let from = 0
  for (const line of history.split('\n').map((text) => text.trim())) {
    if (line === '') continue
    if (line.startsWith('✗ ')) broken.push({ text: line.slice(2), from, to: events.length })
    else {
      from = events.length
      events.push(...eventsOf(line, commits))
    }
  }
  return { events, broken }
}

/** The commits of a history: every member's last, and what is committed of each partition. */
interface Commits {
  readonly last: Map<string, { readonly offset: number; readonly commit: number }>
  readonly applied: Map<number, number>
  count: number
}

type Read = (who: string, numbers: readonly number[], rest: Rest) => readonly e.Line[]

interface Rest {
  readonly transaction: number | null
  readonly partition: number
  readonly word: string
  readonly commits: Commits
}

function eventsOf(line: string, commits: Commits): readonly HistoryEvent[] {
  const [, said = '', inTransaction, inPartition] =
    /^(.*?)(?: in transaction (\d+))?(?: in partition (\d+))?$/.exec(line) ?? []
  const transaction = inTransaction === undefined ? null : Number(inTransaction)
  const partition = Number(inPartition ?? 0)
  for (const { pattern, read } of sentences) {
    const match = pattern.exec(said)
    if (match === null) continue
    const { who = '', numbers = '', word = '' } = match.groups ?? {}
    const rest = { transaction, partition, word, commits }
    const of = numbers.split(' ').filter(Boolean).map(Number)
    return e.inPartition(partition, ...read(who, of, rest))
  }
  const known = sentences.map(({ sentence }) => sentence).join('\n  ')
  throw new Error(`no example says "${line}"; one may say\n  ${known}`)
}

/** What can be said: who, and the records or offsets. */
const sentences: readonly Sentence[] = [
  says('produced NUMBERS', (_, offsets) => [e.produced(...offsets)]),
  says('WHO comes up', (who) => [g.comesUp(who)]),
  says('WHO subscribes to WORD', (who, _, { word }) => [g.subscribes(who, word)]),
  says('WHO joins generation NUMBERS', (who, [number = 0]) => [g.joins(who, number)]),
  says("WHO's consumer restarts after WORD", (who, _, { word }) => [g.restarts(who, word)]),
  says('WHO is assigned', (who) => [e.assigned(who)]),
  says('WHO is revoked', (who) => [e.revoked(who)]),
  says('WHO starts at NUMBERS', (who, [offset = 0]) => [e.position(who, offset)]),
  says('WHO seeks NUMBERS', (who, [offset = 0]) => [e.position(who, offset, 'seek')]),
  says('WHO resets to NUMBERS', (who, [offset = 0]) => [e.position(who, offset, 'latest')]),
  says('WHO polls NUMBERS', (who, offsets) => [e.polled(who, ...offsets)]),
  says('WHO begins NUMBERS', (who, [offset = 0]) => [e.started(who, offset)]),
  says('WHO has an effect of NUMBERS', (who, [offset = 0], { transaction }) => [
    e.effect(who, offset, transaction),
  ]),
  says('WHO finishes NUMBERS', (who, [offset = 0]) => [e.done(who, offset)]),
  says('WHO fails on NUMBERS', (who, [offset = 0]) => [e.failed(who, offset)]),
  says('WHO skips NUMBERS', (who, [offset = 0]) => [e.skipped(who, offset)]),
  says('WHO hands on NUMBERS', (who, [offset = 0], { transaction }) => [
    e.handedOn(who, offset, transaction),
  ]),
  says('WHO processes NUMBERS', (who, offsets, { transaction }) => [
    transaction === null
      ? e.processes(who, ...offsets)
      : e.processesIn(transaction, who, ...offsets),
  ]),
  says('WHO begins transaction NUMBERS', (who, [number = 0]) => [e.begun(who, number)]),
  says('WHO commits transaction NUMBERS', (who, [number = 0]) => [e.committed(who, number)]),
  says('WHO aborts transaction NUMBERS', (who, [number = 0]) => [e.aborted(who, number)]),
  says('WHO requests a commit of NUMBERS', (who, [offset = 0], { commits }) => {
    return [requested(who, offset, commits)]
  }),
  says('WHO sends offset NUMBERS to the transaction', (who, [offset = 0], { commits }) => {
    return [requested(who, offset, commits, 'transaction')]
  }),
  says('WHO sends offset NUMBERS', (who, [offset = 0], { commits, transaction }) => {
    return [requested(who, offset, commits, 'transaction', transaction ?? undefined)]
  }),
  says("WHO's commit is WORD", (who, _, rest) => [answered(who, rest)]),
  says('WHO commits NUMBERS', (who, [offset = 0], rest) => [
    requested(who, offset, rest.commits),
    answered(who, { ...rest, word: 'applied' }),
    answered(who, { ...rest, word: 'acknowledged' }),
  ]),
  says('WHO saves NUMBERS', (who, [offset = 0], { transaction }) => [
    e.saved(who, offset, transaction),
  ]),
  says('WHO crashes', (who) => [e.crash(who)]),
  says('WHO dies of WORD', (who, _, { word }) => [e.died(who, word)]),
  says('WHO is given up', (who) => [e.givenUp(who)]),
  says('the committed offset is lost', (_, __, { commits, partition }) => [
    e.offsetLost(commits.applied.get(partition) ?? 0),
  ]),
  says('the log is cut back to NUMBERS', (_, [offset = 0]) => [e.truncatedTo(offset)]),
  says('the run ends', () => [e.ended()]),
]

interface Sentence {
  readonly sentence: string
  readonly pattern: RegExp
  readonly read: Read
}

function says(sentence: string, read: Read): Sentence {
  const source = sentence
    .replace('WHO', '(?<who>[A-Z]\\d*)')
    .replace('NUMBERS', '(?<numbers>-?\\d+(?: -?\\d+)*)')
    .replace('WORD', '(?<word>\\w+)')
  return { sentence, pattern: new RegExp(`^${source}$`), read }
}

function requested(
  who: string,
  offset: number,
  commits: Commits,
  source?: 'transaction',
  transaction?: number,
): HistoryEvent {
  const commit = ++commits.count
  commits.last.set(who, { offset, commit })
  return e.requested(who, offset, commit, source, transaction)
}

function answered(who: string, { word, commits, partition }: Rest): HistoryEvent {
  const asked = commits.last.get(who)
  if (asked === undefined) throw new Error(`${who} has requested no commit`)
  const { offset, commit } = asked
  switch (word) {
    case 'applied': {
      const previous = commits.applied.get(partition) ?? null
      commits.applied.set(partition, offset)
      return e.applied(who, offset, previous, commit)
    }
    case 'acknowledged':
      return e.acknowledged(who, offset, commit)
    case 'refused':
      return e.refused(who, offset, commit)
    default:
      throw new Error(`a commit is applied, acknowledged or refused, not ${word}`)
  }
}
