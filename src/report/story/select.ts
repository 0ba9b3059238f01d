/** Which events of a counterexample a reader needs. */
import type { EventOf, HistoryEvent, PositionReason } from '../../model/history.ts'
import type { Cell, Counterexample } from '../../search/verdicts/verdict.ts'
import { fateOf } from './fault-fate.ts'
import type { Focus } from './focus.ts'

/** Why somebody may read from behind records that were there. */
const skips: readonly PositionReason[] = ['latest', 'by_duration']

interface Setting {
  readonly property: Cell['property']
  readonly focus: Focus
  readonly transactions: ReadonlySet<number>
  /** Whether it matters when records were produced: somebody skipped to the end of the log. */
  readonly productionMatters: boolean
  /** Generations in which somebody was assigned a partition of interest. */
  readonly assignedIn: ReadonlySet<number>
  /** Of generations of interest who is new in them: that is why they began. */
  readonly newcomers: ReadonlySet<HistoryEvent>
  /** Whether the fault that cut the log is reported anyway. */
  faultTells(event: EventOf<'deleted-below' | 'truncated-to'>): boolean
  /** Members that had to do with the partition. */
  readonly involved: ReadonlySet<string>
  /** The first death of a member that had nothing to do with it. */
  readonly firstDeath: HistoryEvent | undefined
  /** Whether the fault that stops it is reported anyway. */
  askedToStop(member: string): boolean
  /** Processes that end: that they fall silent is no news. */
  readonly gone: ReadonlySet<string>
  /** How a process began: what it subscribed to, or assigned itself, first. */
  readonly begins: ReadonlySet<HistoryEvent>
  /** What a witness says to be since then. */
  readonly since: ReadonlySet<HistoryEvent>
  /** Commits that changed nothing: the offset had been committed before. */
  readonly idleCommits: ReadonlySet<number>
}

/** Whether the event concerns the partition that the story is about. */
export function inFocus(event: HistoryEvent, place: Focus['place']): boolean {
  if (place === null) return true
  return 'topic' in event && event.topic === place.topic && event.partition === place.partition
}

function settingOf(
  events: readonly HistoryEvent[],
  focus: Focus,
  property: Cell['property'],
): Setting {
  const near = events.filter((event) => inFocus(event, focus.place))
  const ofKind = <K extends HistoryEvent['kind']>(kind: K): readonly EventOf<K>[] =>
    near.filter((event): event is EventOf<K> => event.kind === kind)
  const transactions = near.flatMap((event) =>
    'transaction' in event && event.transaction !== null ? [event.transaction] : [],
  )
  const members = near.flatMap((event) =>
    'member' in event && event.member !== null && event.kind !== 'started' ? [event.member] : [],
  )
  const involved = new Set(members)
  const assignedIn = new Set(ofKind('assigned').map((event) => event.generation))
  // Of deaths one tells what befalls the others, too.
  const named = focus.shown.flatMap(({ since }) => events[since?.at ?? -1] ?? [])
  const firstDeath = events.find((event) => event.kind === 'died' && !involved.has(event.member))
  const stops = events.filter((event) => event.kind === 'fault' && fateOf(event.fault) === 'stops')
  const idle = ofKind('commit-applied').filter((event) => event.previous === event.offset)
  return {
    property,
    focus,
    transactions: new Set(transactions),
    productionMatters: ofKind('position').some(({ reason }) => skips.includes(reason)),
    assignedIn,
    newcomers: newcomersIn(events, ofKind('assigned'), involved),
    involved,
    faultTells: (event) =>
      events.some(
        (other) =>
          other.kind === 'fault' &&
          other.time === event.time &&
          other.detail.startsWith(`${event.topic}-${event.partition} `),
      ),
    firstDeath,
    askedToStop: (member) =>
      stops.some((event) => 'member' in event && (event.member ?? member) === member),
    gone: new Set(events.flatMap(endedIn)),
    begins: new Set(beginningsIn(events)),
    since: new Set(named.filter(({ kind }) => kind !== 'died')),
    idleCommits: new Set(focus.place === null ? [] : idle.map((event) => event.commit)),
  }
}

/**
 * Who is new in a generation of interest, and has nothing to do with the partition: why those that
 * were there before, and have it again, are in another generation.
 */
function newcomersIn(
  events: readonly HistoryEvent[],
  assigned: readonly EventOf<'assigned'>[],
  involved: ReadonlySet<string>,
): ReadonlySet<HistoryEvent> {
  const joins = events.filter((event) => event.kind === 'joined')
  const membersOf = (generation: number) =>
    joins.filter((one) => one.generation === generation).map(({ member }) => member)
  const isNew = ({ member, generation }: EventOf<'joined'>): boolean => {
    const earlier = joins.filter((one) => one.generation < generation)
    const before = membersOf(Math.max(...earlier.map((one) => one.generation)))
    if (involved.has(member) || before.includes(member)) return false
    return assigned.some((one) => one.generation === generation && before.includes(one.member))
  }
  return new Set(joins.filter(isNew))
}

function endedIn(event: HistoryEvent): readonly string[] {
  if (event.kind === 'died' || event.kind === 'stopped') return [event.member]
  const isCrash = event.kind === 'fault' && event.fault === 'crash' && event.member !== null
  return isCrash ? [event.member] : []
}

function beginningsIn(events: readonly HistoryEvent[]): readonly HistoryEvent[] {
  const begun = new Set<string>()
  return events.filter((event) => {
    const isOne = event.kind === 'subscribed' || event.kind === 'assigned-by-hand'
    if (isOne && !begun.has(event.member)) return begun.add(event.member)
    // Without a word of its own a program is subscribed to the topic of the run.
    if (event.kind === 'joined' || event.kind === 'position') begun.add(event.member)
    return false
  })
}

/** Whether what it asks for leaves out the partition that the story is about. */
function leavesOut(event: HistoryEvent, { place }: Focus): boolean {
  if (place === null) return false
  if (event.kind === 'subscribed') return !event.topics.includes(place.topic)
  const { topic, partition } = place
  return event.kind === 'assigned-by-hand' && !event.partitions.includes(`${topic}-${partition}`)
}

function matters(event: HistoryEvent, setting: Setting): boolean {
  const { property, focus, involved, since } = setting
  if (since.has(event)) return true
  switch (event.kind) {
    case 'started':
      return event.replaces !== null && involved.has(event.member)
    case 'stopping':
      return involved.has(event.member) && !setting.askedToStop(event.member)
    case 'subscribed':
    case 'assigned-by-hand':
      // Everybody begins with one, which is worth a line only where it explains something.
      return !setting.begins.has(event) || leavesOut(event, focus)
    case 'session-expired':
      return involved.has(event.member) && !setting.gone.has(event.member)
    case 'stopped':
    case 'poll-timeout-expired':
    case 'unsubscribed':
    case 'store-failed':
    case 'given-up':
    case 'thread-ended':
    case 'polls-again':
      return involved.has(event.member)
    case 'died':
      // Of the others, one death tells what befalls them.
      return involved.has(event.member) || event === setting.firstDeath
    case 'joined':
      if (setting.newcomers.has(event)) return true
      // An assignment says it, too; what is left are generations that came to nothing.
      return (
        event.generation > Math.min(...setting.assignedIn) &&
        !setting.assignedIn.has(event.generation)
      )
    case 'produced':
      if (event.copyOf === undefined && !setting.productionMatters) return false
      return inFocus(event, focus.place) && focus.offsets.has(event.offset)
    case 'transaction-begun':
      return false
    case 'transaction-committed':
    case 'transaction-aborted':
      return setting.transactions.has(event.transaction)
    case 'calm':
      return property === 'progress'
    case 'ended':
      return !event.drained
    case 'commit-acknowledged':
      return inFocus(event, focus.place) && property === 'commit-acknowledged-is-applied'
    case 'deleted-below':
    case 'truncated-to':
      return inFocus(event, focus.place) && !setting.faultTells(event)
    default:
      if ('commit' in event && setting.idleCommits.has(event.commit)) return false
      return 'topic' in event ? inFocus(event, focus.place) : true
  }
}

/** The events to tell: those of the focused partition, membership, faults. */
export function selectEvents(
  counterexample: Counterexample,
  focus: Focus,
  property: Cell['property'],
): readonly HistoryEvent[] {
  const events = counterexample.events.slice(0, focus.last + 1)
  const setting = settingOf(events, focus, property)
  const selected = events.filter((event) => matters(event, setting))
  // The calm is worth a line only when something of interest happens in it.
  const first = selected.findIndex((event) => event.kind !== 'calm')
  const end = selected.at(-1)?.kind === 'calm' ? -1 : undefined
  return selected.slice(first < 0 ? 0 : first, end)
}
