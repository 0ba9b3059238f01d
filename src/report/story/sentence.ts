/** One event of the history as a line of a story: who, what, and a note beside it. */
import type { EventKind, EventOf, HistoryEvent } from '../../model/history.ts'
import { factsOf } from './fault-facts.ts'
import { partitionName, recordsName } from './place.ts'

/** A line of a story. `who` is an instance, or empty for the cluster. */
export interface Sentence {
  readonly who: string
  readonly text: string
  readonly note: string
}

/** Says what a commit's source adds to the verb: nothing where the program asked and waits. */
export function commitVerb(event: EventOf<'commit-requested'>): string {
  const what = `${partitionName(event)} → ${event.offset}`
  switch (event.source) {
    case 'sync':
      return `commits ${what}`
    case 'async':
      return `commits ${what} (async)`
    case 'auto':
      return `auto-commits ${what}`
    case 'manual':
      return `commits ${what} by hand${event.line === undefined ? '' : `, ${event.line}`}`
    case 'transaction':
      return `commits ${what} in its transaction`
  }
}

/** Where a position came from: `from committed offset 3`. */
export function positionNote(event: EventOf<'position'>): string {
  switch (event.reason) {
    case 'committed':
      return `from committed offset ${event.offset}`
    case 'earliest':
      return `from ${event.offset}, by auto.offset.reset=earliest`
    case 'latest':
      return `from ${event.offset}, by auto.offset.reset=latest`
    case 'by_duration':
      return `from ${event.offset}, by auto.offset.reset=by_duration`
    case 'seek':
      return `from ${event.offset}, by seek`
    case 'truncation':
      return `from ${event.offset}, after the log was cut back`
  }
}

/** The generation a member held, unless it held none. */
export function generationNote(event: { readonly generation: number }): string {
  return event.generation < 0 ? 'outside any generation' : `generation ${event.generation}`
}

function faultText({ fault }: EventOf<'fault'>): string {
  return factsOf(fault)?.sentence ?? fault
}

function faultLine(event: EventOf<'fault'>): string {
  return event.detail === '' ? faultText(event) : `${faultText(event)}: ${event.detail}`
}

function besides(member: string): string {
  return `as ${member} does, in the same process`
}

type Tellers = { readonly [K in EventKind]: (event: EventOf<K>) => readonly [string, string?] }

/** Most processes have one; the others are counted in the order in which they were made. */
function consumerName({ consumer }: { readonly consumer: number }): string {
  return consumer === 0 ? 'consumer' : `consumer no. ${consumer + 1}`
}

/** Says which one, unless it is the first. */
function ofConsumer(consumer: number): string {
  return consumer === 0 ? '' : `'s ${consumerName({ consumer })} `
}

/** With its line, where that is known. */
function withLine(text: string, { line }: { readonly line?: string }): string {
  return line === undefined ? text : `${text} at ${line}`
}

/** What the user's own code threw is told with its message. */
function crashText(event: EventOf<'consumer-crashed'>): string {
  const { error, message } = event
  return withLine(message === undefined ? error : `${error}: ${message}`, event)
}

/** The transaction, unless there is none. */
export function inTransaction(transaction: number | null): string {
  return transaction === null ? '' : `in transaction ${transaction}`
}

/** One teller per kind: a kind that is added to the history without one does not compile. */
const tellers: Tellers = {
  started: (e) => ['starts', e.replaces === null ? '' : `in place of ${e.replaces}`],
  stopping: () => ['begins to stop'],
  stopped: () => ['has stopped'],
  died: (e) => [`dies of ${e.error}`, withLine(e.message, e)],
  'thread-ended': ({ polled, error, message }) => [
    `'s thread${polled ? ' that polls' : ''} ${error === null ? 'ends' : `dies of ${error}`}`,
    message === '' ? 'its process lives on' : `its process lives on: ${message}`,
  ],
  'polls-again': () => ['polls again', 'in another thread'],
  'given-up': () => ['is given up: it died too often'],
  produced: (e) => [
    `${recordsName(e, [e.offset])} is produced`,
    e.copyOf === undefined
      ? e.aborted
        ? 'then aborted'
        : ''
      : `a copy of ${recordsName(e.copyOf, [e.copyOf.offset])}`,
  ],
  'deleted-below': (e) => [`${partitionName(e)} now starts at ${e.offset}`],
  'truncated-to': (e) => [`${partitionName(e)} is cut back to end at ${e.offset}`],
  joined: (e) => ['joins', generationNote(e)],
  assigned: (e) => [`is assigned ${partitionName(e)}`, generationNote(e)],
  revoked: (e) => [`gives up ${partitionName(e)}`, generationNote(e)],
  lost: (e) => [`finds that it lost ${partitionName(e)}`, generationNote(e)],
  'session-expired': () => ['has been silent for its session', 'the group puts it out'],
  'poll-timeout-expired': () => [
    'has slept too long since its poll',
    'max.poll.interval.ms is over: it leaves the group',
  ],
  position: (e) => [`will read ${partitionName(e)}`, positionNote(e)],
  subscribed: ({ topics, consumer = 0 }) => [
    `${ofConsumer(consumer)}subscribes to ${topics.join(', ')}`,
  ],
  unsubscribed: () => ['unsubscribes'],
  'assigned-by-hand': (e) => [`assigns itself ${e.partitions.join(', ') || 'nothing'}`],
  'sought-end': (e) => [`seeks the ${e.end} of ${partitionName(e)}`],
  paused: (e) => [`pauses ${partitionName(e)}`],
  resumed: (e) => [`resumes ${partitionName(e)}`],
  polled: (e) => [`polls ${recordsName(e, e.offsets)}`],
  'processing-started': (e) => [`starts ${recordsName(e, [e.offset])}`, e.line ?? ''],
  'processing-done': (e) => [`finishes ${recordsName(e, [e.offset])}`],
  'processing-failed': (e) => [`fails at ${recordsName(e, [e.offset])}`, e.error],
  'processing-skipped': (e) => [`gives up ${recordsName(e, [e.offset])} on purpose`, e.line ?? ''],
  'handed-on': (e) => [
    `hands ${recordsName(e, [e.offset])} on`,
    e.transaction === undefined
      ? `as ${e.toTopic}-${e.toPartition}@${e.toOffset}`
      : `to ${e.toTopic}, ${inTransaction(e.transaction)}`,
  ],
  effect: (e) => [
    `records the effect of ${recordsName(e, [e.offset])}`,
    inTransaction(e.transaction),
  ],
  resolved: (e) => [`resolves ${recordsName(e, [e.offset])}`, e.line ?? ''],
  'consumer-crashed': (e) => [
    `'s ${consumerName(e)} crashes of ${crashText(e)}`,
    e.restart ? 'and starts again' : 'and stays dead',
  ],
  'consumer-replaced': (e) => [
    `'s ${consumerName(e)} is back, or another in its place`,
    generationNote(e),
  ],
  'commit-requested': (e) => [commitVerb(e), 'requested'],
  'commit-applied': (e) => [
    `'s commit ${partitionName(e)} → ${e.offset}`,
    `applied, ${generationNote(e)}${e.previous === null ? '' : `, was ${e.previous}`}`,
  ],
  'commit-refused': (e) => [`'s commit ${partitionName(e)} → ${e.offset}`, `refused: ${e.error}`],
  'commit-acknowledged': (e) => [`'s commit ${partitionName(e)} → ${e.offset}`, 'acknowledged'],
  'commit-unknown': (e) => [
    `does not learn of its commit ${partitionName(e)} → ${e.offset}`,
    e.error,
  ],
  'committed-offset-lost': (e) => [
    `the committed offset of ${partitionName(e)} is lost`,
    `was ${e.previous}, now ${e.offset ?? 'none'}`,
  ],
  'store-saved': (e) => [
    `saves ${partitionName(e)} → ${e.offset} in its store`,
    inTransaction(e.transaction),
  ],
  'store-failed': (e) => ['fails to write to its store', e.error],
  'transaction-begun': (e) => [`begins transaction ${e.transaction}`],
  'transaction-committed': (e) => [`commits transaction ${e.transaction}`],
  'transaction-aborted': (e) => [`aborts transaction ${e.transaction}`, e.reason],
  fault: (e) =>
    e.with === undefined ? [faultLine(e), '← fault'] : [faultLine(e), besides(e.with)],
  calm: () => ['the storm is over: no faults from here on'],
  ended: (e) => ['the run ends', e.drained ? '' : 'with work left'],
}

/** Every kind of event. */
export const eventKinds: readonly string[] = Object.keys(tellers)

/** The line for one event. */
export function sentence(event: HistoryEvent): Sentence {
  const teller = tellers[event.kind] as (event: HistoryEvent) => readonly [string, string?]
  const [text, note] = teller(event)
  const who = 'member' in event ? (event.member ?? '') : ''
  return { who, text, note: note ?? '' }
}
