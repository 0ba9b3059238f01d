/**
 * The programs of all instances of a search, as a tree of their inputs.
 *
 * A generator cannot be copied, but it is a function of its inputs. So an instance is a place in
 * this tree: a node stands for all inputs of the tasks of one instance since its start, in order,
 * and saves the reply to the last of them. To move a program again along an edge that is known
 * costs one look-up; to copy an instance is to copy a reference. A generator runs only where nobody
 * has been: the one that stands at the parent if there is one (each is in one place at a time),
 * else a new one, which is given the whole list again.
 *
 * All of an instance's tasks share one list because their closures share variables.
 *
 * Left out: a strategy that remembers anything outside of its program. It is refused as soon as a
 * program that is given the same again does something else.
 */
import { Callback } from '../../../model/instance/call.ts'
import {
  type Op,
  type Program,
  type Runnable,
  StrategyFailure,
} from '../../../model/instance/ops.ts'
import { closingProgram, mainProgram } from '../../../model/instance/services.ts'
import { createHash, type Hash, hashText } from '../../../properties/state/hash.ts'
import { UnrepeatableProgram } from '../../replay/determinism.ts'
import { copyOf, keyOf } from './plain-value.ts'
import { asksForTime, hasClosure, type Reply, replyKeyOf, snapshot } from './program-reply.ts'

/** A function of the program's that the world holds: who made it, and which of several it is. */
export interface Closure {
  readonly origin: ProgramNode
  readonly method: string
}

/** What an instance's programs may be given. */
export type ProgramInput =
  | { readonly kind: 'next' | 'throw'; readonly task: number; readonly value: unknown }
  /** The world answers with a callback: it runs inside the call. */
  | { readonly kind: 'call'; readonly task: number; readonly closure: Closure; args: unknown[] }
  /** A forked body begins as task `task`. */
  | { readonly kind: 'fork'; readonly task: number; readonly closure: Closure }
  /** The task goes on by closing its consumer. */
  | { readonly kind: 'close'; readonly task: number }

/** The inputs until here. */
export interface ProgramNode {
  readonly parent: ProgramNode | null
  readonly input: ProgramInput | null
  readonly children: Map<string, ProgramNode>
  readonly reply: Reply
  readonly replyKey: string
  readonly hash: Hash
  readonly tasks: number
  /** How many polls in a row returned nothing, up to here. */
  readonly vain: number
  /** What `waitUntil` predicates say here, by the node that asked. */
  readonly ready: Map<ProgramNode, boolean>
  /** The generators, if they stand here now. */
  live: Live | null
}

/** Generators in being, and the operations that they made: these hold the real closures. */
interface Live {
  readonly programs: (Program<unknown> | undefined)[]
  readonly ops: Map<ProgramNode, Op>
}

/** All programs of one strategy. */
export interface ProgramTree {
  readonly strategy: Runnable
  readonly services: object
  readonly root: ProgramNode
  nodes: number
  /** Any program has asked what time it is, or where a partition was at one. */
  readsClock: boolean
  /** How often a generator was built again by giving it the list from the start. */
  rebuilt: number
}

const nothing: Reply = { threw: false, done: false, value: undefined }

const counts = { nodes: 1, rebuilt: 0, readsClock: false }

/** A tree in which no program has had any input. */
export function createProgramTree(strategy: Runnable, services: object): ProgramTree {
  return { strategy, services, root: createNode(null, null, '', nothing, 1), ...counts }
}

/** The node that follows when the programs of `node` are given this input. */
export function resume(tree: ProgramTree, node: ProgramNode, input: ProgramInput): ProgramNode {
  const key = edgeKey(input)
  const known = node.children.get(key)
  if (known !== undefined) return known
  const live = takeLive(tree, node)
  const saved = copyInput(input)
  const raw = play(live, saved)
  const tasks = input.kind === 'fork' ? node.tasks + 1 : node.tasks
  const child = createNode(node, saved, key, snapshot(raw), tasks)
  note(live, child, raw)
  child.live = live
  node.children.set(key, child)
  tree.nodes++
  if (asksForTime(child.reply)) tree.readsClock = true
  return child
}

/** What the predicate of the operation that `origin` yielded says at `node`. */
export function isReady(tree: ProgramTree, node: ProgramNode, origin: ProgramNode): boolean {
  const known = node.ready.get(origin)
  if (known !== undefined) return known
  const live = takeLive(tree, node)
  node.live = live
  const op = live.ops.get(origin)
  const ready = op?.op === 'wait-until' && op.ready()
  node.ready.set(origin, ready)
  return ready
}

function createNode(
  parent: ProgramNode | null,
  input: ProgramInput | null,
  key: string,
  reply: Reply,
  tasks: number,
): ProgramNode {
  const hash = createHash()
  if (parent !== null) {
    hash.high = parent.hash.high
    hash.low = parent.hash.low
  }
  hashText(hash, key)
  const replyKey = replyKeyOf(reply)
  const children = new Map<string, ProgramNode>()
  const vain = vainAfter(parent, input)
  const ready = new Map<ProgramNode, boolean>()
  return { parent, input, children, reply, replyKey, hash, tasks, vain, ready, live: null }
}

function vainAfter(parent: ProgramNode | null, input: ProgramInput | null): number {
  if (parent === null || input?.kind !== 'next') return 0
  if (!Array.isArray(input.value)) return parent.vain
  let at: ProgramNode | null = parent
  while (at !== null && at.input?.task !== input.task) at = at.parent
  const asked = at === null || at.reply.threw ? null : (at.reply.value as Op | undefined)
  if (asked?.op !== 'poll') return parent.vain
  return input.value.length === 0 ? parent.vain + 1 : 0
}

function edgeKey(input: ProgramInput): string {
  switch (input.kind) {
    case 'next':
    case 'throw':
      return `${input.kind}${input.task} ${keyOf(input.value)}`
    case 'call':
      return `call${input.task} ${closureKey(input.closure)} ${input.args.map(keyOf).join()}`
    case 'fork':
      return `fork${input.task} ${closureKey(input.closure)}`
    case 'close':
      return `close${input.task}`
    default:
      return input satisfies never
  }
}

function closureKey({ origin, method }: Closure): string {
  return `${origin.hash.high}.${origin.hash.low}.${method}`
}

function copyInput(input: ProgramInput): ProgramInput {
  if (input.kind === 'next' || input.kind === 'throw')
    return { ...input, value: copyOf(input.value) }
  return input.kind === 'call' ? { ...input, args: copyOf(input.args) } : input
}

/** The generators at the node; they are the caller's now. */
function takeLive(tree: ProgramTree, node: ProgramNode): Live {
  const { live } = node
  if (live === null) return rebuild(tree, node)
  node.live = null
  return live
}

function rebuild(tree: ProgramTree, node: ProgramNode): Live {
  const path: ProgramNode[] = []
  for (let at = node; at.parent !== null; at = at.parent) path.push(at)
  const live: Live = { programs: [mainProgram(tree.strategy, tree.services)], ops: new Map() }
  if (path.length > 0) tree.rebuilt++
  for (let i = path.length - 1; i >= 0; i--) {
    const at = path[i] as ProgramNode
    const raw = play(live, at.input as ProgramInput)
    if (replyKeyOf(raw) !== at.replyKey) {
      throw new UnrepeatableProgram(
        `strategy ${tree.strategy.name} remembers something outside of its program: input the ` +
          'same again it did something else, so it cannot be searched exhaustively',
      )
    }
    note(live, at, raw)
  }
  return live
}

function note(live: Live, node: ProgramNode, raw: Reply): void {
  if (!raw.threw && !raw.done && hasClosure(raw.value as Op | undefined)) {
    live.ops.set(node, raw.value as Op)
  }
}

/** Moves a generator; what comes back is its own object still. */
function play(live: Live, input: ProgramInput): Reply {
  try {
    if (input.kind === 'fork') {
      live.programs[input.task] = (closureOf(live, input.closure) as () => Program<void>)()
      return nothing
    }
    if (input.kind === 'close') {
      live.programs[input.task] = closingProgram()
      return nothing
    }
    const program = live.programs[input.task] as Program<unknown>
    const value = input.kind === 'call' ? callbackOf(live, input) : copyOf(input.value)
    const result = input.kind === 'throw' ? program.throw(value) : program.next(value)
    return { threw: false, done: result.done === true, value: result.value }
  } catch (error) {
    if (error instanceof StrategyFailure) throw error
    return { threw: true, error }
  }
}

function callbackOf(live: Live, input: Extract<ProgramInput, { kind: 'call' }>): Callback {
  const callback = closureOf(live, input.closure)
  return new Callback(() => callback(...copyOf(input.args)))
}

type AnyFunction = (...args: readonly unknown[]) => Program<void>

function closureOf(live: Live, { origin, method }: Closure): AnyFunction {
  const op = live.ops.get(origin)
  if (op?.op === 'fork') return op.body
  if (op?.op === 'commit-async' && op.callback !== null) return op.callback as AnyFunction
  if (op?.op === 'subscribe' && op.listener !== null) {
    const { listener } = op
    const own = listener[method as keyof typeof listener] as AnyFunction | undefined
    if (own !== undefined) return own.bind(listener)
  }
  throw new Error(`no closure ${method} where one was promised`)
}
