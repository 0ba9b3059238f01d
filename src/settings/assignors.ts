/**
 * `partition.assignment.strategy` as Java configurations have it: a list, of names or of classes.
 *
 * Behaviour: a consumer runs the newest protocol that all assignors of its list support
 * (`ConsumerCoordinator`'s constructor): the eager one, unless `cooperative-sticky` stands alone,
 * for all others support that only (`ConsumerPartitionAssignor.supportedProtocols`). Every member
 * votes for the first of its list that all members have (`ClassicGroup.selectProtocol`); here all
 * have the same list, so the first is used.
 * Left out: `cooperative-sticky` under the eager protocol, which begins a list of several.
 * Source: reference A.1, A.6; `ConsumerCoordinator`, `CooperativeStickyAssignor` (kafka-clients).
 */
import type { Settings } from '../model/settings.ts'
import { quoted, suggestion, UsageError } from './usage-error.ts'

type Assignor = Settings['partition.assignment.strategy']

const key = 'partition.assignment.strategy'
const names: readonly Assignor[] = ['range', 'roundrobin', 'sticky', 'cooperative-sticky']

const packageName = 'org.apache.kafka.clients.consumer.'
const classes: Readonly<Record<string, string>> = {
  RangeAssignor: 'range',
  RoundRobinAssignor: 'roundrobin',
  StickyAssignor: 'sticky',
  CooperativeStickyAssignor: 'cooperative-sticky',
}

/** The assignor that a group runs with this list. Throws a UsageError. */
export function parseAssignors(text: string): Assignor {
  const words = text.split(',').map((word) => nameOf(word.trim()))
  const [first = '', ...others] = [...new Set(words)]
  const found = names.find((name) => name === first)
  if (found === undefined) {
    const all = `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
    const takes = `${all}, or a list that begins with one`
    const hint = suggestion(first, names)
    throw new UsageError(`${key} takes ${takes}, not ${quoted(text)}${hint}`)
  }
  if (found === 'cooperative-sticky' && others.length > 0) {
    throw new UsageError(
      `${key}=${text} runs cooperative-sticky under the eager protocol, which is not simulated; ` +
        'give cooperative-sticky alone, or range first',
    )
  }
  return found
}

function nameOf(word: string): string {
  const short = word.startsWith(packageName) ? word.slice(packageName.length) : word
  return classes[short] ?? short
}
