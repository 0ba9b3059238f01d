/** Drives a worker by hand: answers each operation from a script, and logs what was asked. */
import type {
  OffsetCommitCallback,
  Offsets,
  Program,
  RebalanceListener,
  TopicPartition,
} from '../../../src/model/consumer/api.ts'
import { type ExceptionName, KafkaException } from '../../../src/model/errors.ts'
import type { ConsumerRecord, Op } from '../../../src/model/instance/ops.ts'
import { createServices } from '../../../src/model/instance/services.ts'
import { defaultScenario } from '../../../src/model/scenario.ts'
import { type SinkDefinition, sinkTask } from '../../../src/strategies/connect/sink-task.ts'
import type { Services } from '../../../src/strategies/strategy.ts'

/** What one poll does: moves the clock, runs callbacks, returns records, or throws. */
export type PollStep = (world: World) => readonly ConsumerRecord[]

export interface World {
  /** What was asked, in order: `poll 60000`, `put 0@3`, `commit 0→4`, ... */
  readonly log: string[]
  now: number
  assign(...partitions: number[]): void
  revoke(...partitions: number[]): void
  lose(...partitions: number[]): void
  /** Answers the oldest asynchronous commit that is open. */
  answer(error?: ExceptionName): void
}

export interface Script {
  /** After the last one the process is asked to stop. */
  readonly polls: readonly PollStep[]
  /** Errors of the first, second, ... commitSync; null: it succeeds. */
  readonly commitErrors?: readonly (ExceptionName | null)[]
  /** Where partitions start; absent: at 0. */
  readonly positions?: Offsets
  /** Whether sends are answered with an error. */
  readonly sendError?: ExceptionName
}

export function record(partition: number, offset: number): ConsumerRecord {
  return { topic: 'orders', partition, offset, key: 'k', leaderEpoch: 0 }
}

export const records = (partition: number, ...offsets: number[]) =>
  offsets.map((offset) => record(partition, offset))

export const at = (partition: number, offset: number) => ({ topic: 'orders', partition, offset })

const places = (offsets: Offsets | null) =>
  (offsets ?? []).map(({ partition, offset }) => `${partition}→${offset}`).join(' ')
const names = (list: readonly TopicPartition[]) => list.map(({ partition }) => partition).join(' ')

function thrown(name: ExceptionName | null | undefined): void {
  if (name != null) throw new KafkaException(name, 'scripted')
}

/** Runs the task's worker to its end; `ended` tells how. */
export function runTask<State>(
  definition: Omit<SinkDefinition<State>, 'name'>,
  script: Script,
): { readonly log: readonly string[]; readonly ended: string } {
  const log: string[] = []
  const open: { offsets: Offsets; callback: OffsetCommitCallback }[] = []
  const errors = [...(script.commitErrors ?? [])]
  let listener: RebalanceListener = {}
  let assigned: readonly TopicPartition[] = []
  let polls = 0
  let stopping = false

  const of = (partitions: readonly number[]) =>
    partitions.map((partition) => ({ topic: 'orders', partition }))
  const perform = (program: Program<void> | undefined) => program !== undefined && drive(program)
  const leave = (gone: readonly TopicPartition[]) => {
    assigned = assigned.filter((one) => !gone.some(({ partition }) => partition === one.partition))
  }
  const world: World = {
    log,
    now: 0,
    assign(...partitions) {
      assigned = [...assigned, ...of(partitions)]
      perform(listener.onPartitionsAssigned?.(of(partitions)))
    },
    revoke(...partitions) {
      perform(listener.onPartitionsRevoked?.(of(partitions)))
      leave(of(partitions))
    },
    lose(...partitions) {
      perform(listener.onPartitionsLost?.(of(partitions)))
      leave(of(partitions))
    },
    answer(error) {
      const commit = open.shift()
      if (commit === undefined) throw new Error('no commit is open')
      const failure = error === undefined ? null : new KafkaException(error, 'scripted')
      perform(commit.callback(commit.offsets, failure))
    },
  }

  function poll(timeoutMs: number): readonly ConsumerRecord[] {
    log.push(`poll ${timeoutMs}`)
    const step = script.polls[polls++]
    if (step === undefined) {
      stopping = true
      throw new KafkaException('WakeupException', 'scripted')
    }
    return step(world)
  }

  function answer(op: Op): unknown {
    switch (op.op) {
      case 'subscribe':
        listener = op.listener ?? {}
        return undefined
      case 'stopping':
        return stopping
      case 'now':
        return world.now
      case 'poll':
        return poll(op.timeoutMs)
      case 'assignment':
        return assigned
      case 'position':
        return (
          script.positions?.find(({ partition }) => partition === op.partition.partition)?.offset ??
          0
        )
      case 'commit-sync':
        log.push(`commit ${places(op.offsets)}`)
        return thrown(errors.shift())
      case 'commit-async':
        log.push(`commit-async ${places(op.offsets)}`)
        if (op.callback !== null) open.push({ offsets: op.offsets ?? [], callback: op.callback })
        return undefined
      case 'seek':
        log.push(`seek ${op.partition.partition}→${op.offset}`)
        return undefined
      case 'pause':
      case 'resume':
        log.push(`${op.op} ${names(op.partitions)}`)
        return undefined
      case 'send':
        log.push(`send ${op.topic}`)
        return 0
      case 'await-send':
        log.push('await send')
        return thrown(script.sendError)
      case 'skip':
        log.push(`skip ${op.record.partition}@${op.record.offset}`)
        return undefined
      case 'outlive-consumer':
        log.push(`outlives ${op.error}`)
        return undefined
      case 'close':
        log.push('leaves')
        return undefined
      default:
        throw new Error(`not scripted: ${op.op}`)
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

  const services = createServices(defaultScenario) as Services
  let ended = 'returned'
  try {
    drive(sinkTask({ ...definition, name: 'scripted' }).run(services))
  } catch (error) {
    if (!(error instanceof KafkaException)) throw error
    ended = error.name
  }
  return { log, ended }
}
