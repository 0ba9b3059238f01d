/** What a container asks of a consumer of one partition, as real ones were seen to do. */
import type { ExceptionName } from '../../../src/model/errors.ts'
import {
  type BatchMessageListener,
  type MessageListener,
  springStrategy,
} from '../../../src/strategies/spring-kafka/public.ts'
import type { Services } from '../../../src/strategies/strategy.ts'
import type { Properties } from './scripted-container.ts'
import { type PollStep, partitions, record, runScript } from './scripted-world.ts'

const words: Readonly<Record<string, string>> = {
  ...{ pause: 'pause', resume: 'resume', 'store-begin': 'begin', 'store-commit': 'commit' },
  ...{ 'init-transactions': 'init', 'begin-transaction': 'begin' },
  ...{ 'commit-transaction': 'commit', 'abort-transaction': 'abort' },
}

export interface Run {
  readonly records: number
  readonly properties?: Properties
  readonly listener?: (services: Services) => MessageListener
  readonly batchListener?: (services: Services) => BatchMessageListener
  readonly commitErrors?: readonly ExceptionName[]
  /** Of the first, second, ... commitTransaction, and sendOffsetsToTransaction. */
  readonly transactionErrors?: readonly ExceptionName[]
  readonly offsetsErrors?: readonly ExceptionName[]
}

/** What was asked, in the notation above, up to the stop. */
export function asked(run: Run): string {
  const { records, commitErrors = [], transactionErrors, offsetsErrors, ...definition } = run
  const failures = [...commitErrors]
  const { log } = runScript(springStrategy({ name: 'a', summary: 'A.', ...definition }), {
    polls: Array.from({ length: 8 }, () => pollOf(records)),
    commitErrors,
    transactionErrors: transactionErrors ?? [],
    offsetsErrors: offsetsErrors ?? [],
  })
  const told = log.flatMap((entry) => {
    const [what = '', of = ''] = entry.split(' ')
    if (what === 'commit') return [`C${of.slice(2)}${failures.shift() === undefined ? '' : '!'}`]
    if (what === 'process') return [of.slice(2)]
    if (what === 'seek') return [`seek${of.slice(2)}`]
    if (what === 'send-offsets') return [`o${of.slice(2)}`]
    const word = words[what]
    return word === undefined ? [] : [word]
  })
  return told.join(' ')
}

/** A consumer of one partition, whose position is what its log says. */
function pollOf(records: number): PollStep {
  return ({ log, listener, perform }) => {
    if (!positions.has(log)) perform(listener.onPartitionsAssigned?.(partitions(0)))
    const flag = log.findLast((entry) => entry.startsWith('pause') || entry === 'resume')
    if (flag?.startsWith('pause') === true) return []
    const position = positions.get(log) ?? 0
    const sought = log.findLast((entry, at) => at >= (seen.get(log) ?? 0) && /^seek/.test(entry))
    const from = sought === undefined ? position : Number(sought.slice(7))
    const until = Math.min(from + 3, records)
    positions.set(log, until)
    seen.set(log, log.length)
    return Array.from({ length: until - from }, (_, at) => record(0, from + at))
  }
}

const positions = new WeakMap<readonly string[], number>()
const seen = new WeakMap<readonly string[], number>()
