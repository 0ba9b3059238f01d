/** What a play comes to, on either side. */

/** What a member says of a record; a topic is named without what stands before it in real runs. */
export interface Told {
  readonly kind: 'started' | 'failed' | 'done'
  readonly topic: string
  readonly partition: number
  readonly offset: number
  /** Of the record that it is, or is a copy of. */
  readonly name: string
}

/** Of each partition its deliveries in their order, and what its group has committed in the end. */
export interface RetryOutcome {
  readonly deliveries: Readonly<Record<string, readonly string[]>>
  readonly committed: Readonly<Record<string, number>>
}

/** Deliveries that were begun, each with its end if it had one. */
export function deliveriesOf(told: readonly Told[]): RetryOutcome['deliveries'] {
  const deliveries: Record<string, string[]> = {}
  for (const { kind, topic, partition, offset, name } of told) {
    const place = `${topic}-${partition}`
    const of = deliveries[place] ?? []
    deliveries[place] = of
    const text = `@${offset} ${name}`
    if (kind === 'started') of.push(text)
    else of[of.length - 1] = `${text} ${kind}`
  }
  return deliveries
}

/** As text: the same where the outcome is. */
export function textOf({ deliveries, committed }: RetryOutcome): string {
  const places = [...new Set([...Object.keys(deliveries), ...Object.keys(committed)])].sort()
  const line = (place: string) =>
    `${place}: ${(deliveries[place] ?? []).join(', ')}; committed ${committed[place] ?? 0}`
  return places.map(line).join('\n')
}
