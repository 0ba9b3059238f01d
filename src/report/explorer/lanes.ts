/** The lanes of a space-time diagram: who takes part, in a fixed order. */
import type { HistoryEvent } from '../../model/history.ts'
import type { TraceEntry } from '../../model/meter/trace-entry.ts'
import type { Request } from '../../model/network/requests.ts'
import { factsOf } from '../story/fault-facts.ts'
import { partitionName } from '../story/place.ts'
import type { Lane } from './explorer-story.ts'
import { isForCoordinator, placesOf } from './message-words.ts'

/** The lanes, and where things happen. */
export interface Lanes {
  readonly lanes: readonly Lane[]
  ofMember(member: string): number
  ofEvent(event: HistoryEvent): number
  ofTaker(request: Request): number
}

type Of<K> = readonly K[]

/** Kinds that happen in a partition's log, and in the topic of committed offsets. */
const inLog: ReadonlySet<string> = new Set(['produced', 'deleted-below', 'truncated-to'])
const inOffsets: ReadonlySet<string> = new Set(['commit-applied', 'committed-offset-lost'])

function membersOf(entries: Of<TraceEntry>): Of<string> {
  const names = new Set<string>()
  for (const entry of entries) {
    if (entry.kind === 'sent') names.add(entry.member)
    if (entry.kind !== 'event') continue
    const { event } = entry
    if ('member' in event && event.member !== null) names.add(event.member)
  }
  return [...names].sort()
}

function partitionsOf(entries: Of<TraceEntry>): Of<string> {
  const names = new Set<string>()
  for (const entry of entries) {
    if (entry.kind === 'event' && 'topic' in entry.event) names.add(partitionName(entry.event))
    if (entry.kind === 'sent')
      for (const p of placesOf(entry.request) ?? []) names.add(partitionName(p))
  }
  return [...names].sort()
}

/** Draws up the lanes of what is shown: instances, coordinator, offsets topic, logs, brokers. */
export function lanesOf(entries: Of<TraceEntry>): Lanes {
  const members = membersOf(entries)
  const partitions = partitionsOf(entries)
  const needsBroker = entries.some((e) => e.kind === 'sent' && isForBroker(e.request))
  const lanes: readonly Lane[] = [
    ...members.map((title) => ({ kind: 'instance' as const, title })),
    { kind: 'coordinator', title: 'group coordinator' },
    { kind: 'offsets', title: '__consumer_offsets' },
    ...partitions.map((title) => ({ kind: 'partition' as const, title })),
    ...(needsBroker ? [{ kind: 'broker' as const, title: 'broker' }] : []),
  ]
  const named = new Map(lanes.map(({ title }, lane) => [title, lane]))
  const first = (kind: Lane['kind']): number =>
    Math.max(
      0,
      lanes.findIndex((l) => l.kind === kind),
    )
  const ofPlace = (place: { topic: string; partition: number }): number =>
    named.get(partitionName(place)) ?? first('partition')
  const ofMember = (member: string): number => members.indexOf(member)
  return {
    lanes,
    ofMember,
    ofEvent: (event) => {
      if (inLog.has(event.kind) && 'topic' in event) return ofPlace(event)
      if (inOffsets.has(event.kind)) return first('offsets')
      if ('member' in event && event.member !== null) return Math.max(0, ofMember(event.member))
      return event.kind === 'fault' ? first(factsOf(event.fault)?.place ?? 'coordinator') : 0
    },
    ofTaker: (request) => {
      if (isForCoordinator(request)) return first('coordinator')
      const [place] = placesOf(request) ?? []
      return place === undefined ? first('broker') : ofPlace(place)
    },
  }
}

function isForBroker(request: Request): boolean {
  return !isForCoordinator(request) && placesOf(request) === null
}
