/**
 * Events of traces as short lines, and back: kept traces are many, and read by people.
 *
 * `commit-failed sync #2 0@3 CommitFailedException` is the second commit, of offset 3 in partition
 * 0;
 * `started [A 12]` came when A had shown twelve events.
 */
import type { TraceEvent } from '../trace/trace.ts'

/** The line of the event. */
export function textOf(event: TraceEvent): string {
  const parts: string[] = [event.kind]
  if ('source' in event) parts.push(event.source)
  if ('commit' in event) parts.push(`#${event.commit}`)
  if ('offset' in event) parts.push(`${event.partition}@${event.offset}`)
  else if ('offsets' in event) parts.push(`${event.partition}@${event.offsets.join()}`)
  else if ('partition' in event) parts.push(`${event.partition}`)
  if ('error' in event) parts.push(event.error)
  const after = Object.entries(event.after ?? {}).map(([member, count]) => `${member} ${count}`)
  if (after.length > 0) parts.push(`[${after.join(', ')}]`)
  return parts.join(' ')
}

/** The event of the line; throws where it is none. */
export function eventOf(text: string): TraceEvent {
  const [, body = '', , known] = /^([^[]*?)( \[(.*)\])?$/.exec(text) ?? []
  const words = body.split(' ')
  const event: Record<string, unknown> = { kind: words.shift() }
  if (/^(sync|async|auto|manual|transaction)$/.test(words[0] ?? '')) event['source'] = words.shift()
  if (words[0]?.startsWith('#')) event['commit'] = Number(words.shift()?.slice(1))
  if (/^\d/.test(words[0] ?? '')) Object.assign(event, placeOf(words.shift() ?? '', event['kind']))
  if (words.length > 0) event['error'] = words.shift()
  if (known !== undefined) event['after'] = afterOf(known)
  if (words.length > 0) throw new Error(`no event: ${text}`)
  return event as unknown as TraceEvent
}

function placeOf(text: string, kind: unknown): Record<string, unknown> {
  const [partition, offsets] = text.split('@')
  const place = { partition: Number(partition) }
  if (offsets === undefined) return place
  const numbers = offsets.split(',').map(Number)
  return kind === 'polled' ? { ...place, offsets: numbers } : { ...place, offset: numbers[0] }
}

function afterOf(known: string): Record<string, number> {
  const pairs = known.split(', ').map((pair) => pair.split(' '))
  return Object.fromEntries(pairs.map(([member, count]) => [member, Number(count)]))
}
