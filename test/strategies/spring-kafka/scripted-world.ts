/** Drives a strategy by hand: answers each operation from a script, and logs what was asked. */
import type {
  ConsumerRecord,
  Offsets,
  Program,
  RebalanceListener,
  TopicPartition,
} from '../../../src/model/consumer/api.ts'
import { type ExceptionName, KafkaException } from '../../../src/model/errors.ts'
import type { Op } from '../../../src/model/instance/ops.ts'
import { defaultSettings, type Settings } from '../../../src/model/settings.ts'
import { springStrategies } from '../../../src/strategies/spring-kafka/all.ts'
import type { Strategy } from '../../../src/strategies/strategy.ts'
import { scriptedServices } from './scripted-services.ts'

/** What one poll does: runs callbacks if it wants, then returns records or throws. */
export type PollStep = (world: ScriptedWorld) => readonly ConsumerRecord[]

export interface Script {
  /** After the last one the process is asked to stop. */
  readonly polls: readonly (readonly ConsumerRecord[] | PollStep)[]
  /** What polls that wait for nothing return, as long as there is an entry. */
  readonly briefPolls?: readonly (readonly ConsumerRecord[] | PollStep)[]
  /** Errors of the first, second, ... commitSync; null: it succeeds. */
  readonly commitErrors?: readonly (ExceptionName | null)[]
  /** How often processing fails, by `partition@offset`. */
  readonly failures?: Readonly<Record<string, number>>
  readonly settings?: Partial<Settings>
  /** What the clock says, one entry per question; afterwards the last entry. */
  readonly clock?: readonly number[]
  /** The committed offsets and, failing those, the positions that the group starts from. */
  readonly committed?: Offsets
  readonly stored?: Offsets
  /** Of commitTransaction, and of sendOffsetsToTransaction. */
  readonly transactionErrors?: readonly ExceptionName[]
  readonly offsetsErrors?: readonly ExceptionName[]
  /** How many sends fail, from the first on. */
  readonly failedSends?: number
}

export interface ScriptedWorld {
  /** What was asked, in order: `poll`, `process 0@3`, `commit 0→4`, ... */
  readonly log: string[]
  readonly forks: (() => Program<void>)[]
  readonly listener: RebalanceListener
  perform(program: Program<void> | undefined): void
}

export function record(partition: number, offset: number): ConsumerRecord {
  return { topic: 'orders', partition, offset, key: 'k', leaderEpoch: 0 }
}

export function strategyNamed(name: string): Strategy {
  const found = springStrategies.find((strategy) => strategy.name === name)
  if (found === undefined) throw new Error(`no strategy ${name}`)
  return found
}

export function partitions(...numbers: number[]): TopicPartition[] {
  return numbers.map((partition) => ({ topic: 'orders', partition }))
}

export function throwing(name: ExceptionName): PollStep {
  return () => {
    throw new KafkaException(name, 'scripted')
  }
}

const place = ({ partition }: TopicPartition, offset: number) => `${partition}→${offset}`
const places = (offsets: Offsets | null) =>
  (offsets ?? []).map((each) => place(each, each.offset)).join(' ')

/** Runs the strategy to its end and returns the log; `ended` tells how. */
export function runScript(strategy: Strategy, script: Script) {
  const log: string[] = []
  const forks: (() => Program<void>)[] = []
  const failures = { ...script.failures }
  const commitErrors = [...(script.commitErrors ?? [])]
  const clock = [...(script.clock ?? [0])]
  const transactionErrors = [...(script.transactionErrors ?? [])]
  const offsetsErrors = [...(script.offsetsErrors ?? [])]
  const briefPolls = [...(script.briefPolls ?? [])]
  let listener: RebalanceListener = {}
  let polls = 0
  let stopping = false
  let sends = 0
  let paused: readonly TopicPartition[] = []
  let assigned: readonly TopicPartition[] = []

  const world: ScriptedWorld = {
    log,
    forks,
    get listener() {
      return listener
    },
    perform: (program) => {
      if (program !== undefined) drive(program)
    },
  }

  function fail(name: ExceptionName | null | undefined): void {
    if (name != null) throw new KafkaException(name, 'scripted')
  }

  function poll(): readonly ConsumerRecord[] {
    log.push('poll')
    const step = script.polls[polls++]
    if (step === undefined) {
      stopping = true
      fail('WakeupException')
    }
    return typeof step === 'function' ? step(world) : (step ?? [])
  }

  /** Of a container that keeps its membership while it waits. */
  function briefPoll(): readonly ConsumerRecord[] {
    const step = briefPolls.shift() ?? []
    return typeof step === 'function' ? step(world) : step
  }

  function processed(at: ConsumerRecord): void {
    const name = `${at.partition}@${at.offset}`
    const left = failures[name] ?? 0
    failures[name] = left - 1
    log.push(left > 0 ? `fail ${name}` : `process ${name}`)
    if (left > 0) fail('HandlerError')
  }

  function answer(op: Op): unknown {
    switch (op.op) {
      case 'subscribe':
        listener = watched(op.listener ?? {})
        return undefined
      case 'stopping':
        return stopping
      case 'now':
        return clock.length > 1 ? clock.shift() : clock[0]
      case 'poll':
        return op.timeoutMs === 0 ? briefPoll() : poll()
      case 'poll-returned':
        return undefined
      case 'process':
        return processed(op.record)
      case 'fork':
        forks.push(op.body)
        return undefined
      case 'skip':
        log.push(`skip ${op.record.partition}@${op.record.offset}`)
        return undefined
      case 'commit-sync':
        log.push(`commit ${places(op.offsets)}`)
        return fail(commitErrors.shift())
      case 'commit-async':
        log.push(`commit-async ${places(op.offsets)}`)
        return undefined
      case 'seek':
        log.push(`seek ${place(op.partition, op.offset)}`)
        return undefined
      case 'committed':
        return script.committed ?? []
      case 'position':
        return 100 + op.partition.partition
      case 'store-load-offsets':
        return script.stored ?? []
      case 'store-save-offsets':
        log.push(`save ${places(op.offsets)}`)
        return undefined
      case 'assignment':
        return assigned
      case 'paused':
        return paused
      case 'pause':
        log.push(`pause ${op.partitions.map(({ partition }) => partition).join(' ')}`.trim())
        paused = [...op.partitions]
        return undefined
      case 'resume':
        log.push('resume')
        paused = []
        return undefined
      case 'sleep':
        log.push(`sleep ${op.ms}`)
        return undefined
      case 'send':
        log.push(`send ${op.topic}`)
        return sends++
      case 'await-send':
        return fail(op.future < (script.failedSends ?? 0) ? 'TimeoutException' : null)
      case 'group-metadata':
        return {}
      case 'begin-transaction':
      case 'store-begin':
        log.push(op.op)
        return { transaction: 0 }
      case 'send-offsets':
        log.push(`send-offsets ${places(op.offsets)}`)
        return fail(offsetsErrors.shift())
      case 'commit-transaction':
        log.push(op.op)
        return fail(transactionErrors.shift())
      case 'wakeup':
      case 'init-transactions':
      case 'abort-transaction':
      case 'store-commit':
      case 'store-rollback':
      case 'unsubscribe':
      case 'close':
        log.push(op.op)
        return undefined
      default:
        throw new Error(`not scripted: ${op.op}`)
    }
  }

  /** The consumer's assignment, as its callbacks tell it. */
  function watched(told: RebalanceListener): RebalanceListener {
    return {
      ...told,
      *onPartitionsAssigned(partitions) {
        assigned = [...assigned, ...partitions]
        yield* told.onPartitionsAssigned?.(partitions) ?? []
      },
    }
  }

  function drive(program: Program<void>): void {
    let step = program.next()
    while (!step.done) {
      let told: unknown
      try {
        told = answer(step.value)
      } catch (error) {
        step = program.throw(error)
        continue
      }
      step = program.next(told)
    }
  }

  const settings = { ...defaultSettings, ...strategy.settings, ...script.settings }
  let ended = 'returned'
  try {
    drive(strategy.run(scriptedServices(settings)))
  } catch (error) {
    if (!(error instanceof KafkaException)) throw error
    ended = error.name
  }
  return { log, ended }
}
