/**
 * An instance: one process with its tasks (threads), its consumer and its producer; of a process
 * with several consumers, one of them with what is its own (`model/siblings.ts`).
 */

import type { ConsumerState } from '../consumer/consumer-state.ts'
import type { KafkaErrorCode } from '../errors.ts'
import type { ProducerState } from '../producer/producer-state.ts'
import type { Offsets } from '../topic-partition.ts'
import type { OpKind, OpOf, Program } from './ops.ts'

export interface Instance {
  readonly index: number
  /** `A`, `B`, ... in order of starting; of several in one process `A-0`, `A-1`, `B-0`, ... */
  readonly name: string
  readonly slot: number
  status: 'live' | 'frozen' | 'crashed' | 'stopped' | 'died'
  /** When it crashed, died, stopped or froze; of a live one, when it last gave up a membership. */
  since: number
  /** Asked to stop. */
  stopping: boolean
  /** By line: goes up when its connection breaks, so that the next one is another one. */
  readonly connectionEpochs: number[]
  /** The first is the main task: the one that polls. */
  readonly tasks: Task[]
  readonly consumer: ConsumerState
  readonly producer: ProducerState
}

/** An operation under way, and how far it has come. */
export type Pending = { readonly [K in OpKind]: PendingOf<K> }[OpKind]

interface PendingOf<K extends OpKind> {
  readonly op: OpOf<K>
  /** The operation's kind: to ask the operations themselves, all of different shapes, is slow. */
  readonly kind: K
  phase: number
  /** When the operation began. */
  readonly since: number
  /** A ticket, a commit number, or whatever the operation keeps between its phases. */
  scratch: number
  /** What the callback that ran inside the operation threw; null: nothing. */
  callbackError: unknown
  /** The first error of several callbacks, thrown when all have run. */
  firstError: unknown
  /** The answer that the operation waited for; null: none yet. */
  answer: KafkaErrorCode | null
  /** Of a commit: its offsets and its number in the history. */
  offsets: Offsets
  commit: number
}

export interface Task {
  /** Rebuilt from the program when a world is copied; another one when the main task closes. */
  program: Program<unknown>
  /** The main task only: its strategy is over, and it closes its consumer. */
  closing: boolean
  /** Null: the program has ended. */
  pending: Pending | null
  /** Operations that wait for a callback of theirs to end, outermost first. */
  readonly suspended: Pending[]
  /** True: nothing to do until an answer arrives or a timer fires. */
  blocked: boolean
  /** When the next step of this task is due. */
  due: number
  /** Whether it has ever asked for a poll. */
  polled: boolean
  /** A failure that the next step of the operation meets: 0 none, else the fault's detail. */
  fault: number
}

/**
 * `A` .. `Z`, then `A1`, `B1`, ...; of `consumers` in one process, each with its number behind that
 * of the process: `A-0`, `A-1`, `B-0`, ...
 */
export function instanceName(index: number, consumers = 1): string {
  if (consumers > 1) return `${instanceName(Math.floor(index / consumers))}-${index % consumers}`
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : `${letter}${Math.floor(index / 26)}`
}

/** The index that `instanceName` gave the name. */
export function instanceIndex(name: string, consumers = 1): number {
  if (consumers > 1) {
    const dash = name.indexOf('-')
    return instanceIndex(name.slice(0, dash)) * consumers + Number(name.slice(dash + 1))
  }
  const letter = name.charCodeAt(0) - 65
  return name.length === 1 ? letter : letter + 26 * Number(name.slice(1))
}
