/**
 * The programs of all instances of a search, as a tree of what they were told.
 *
 * A generator cannot be copied, but it is a function of what it was told. So an instance is a place
 * in this tree: a node stands for everything that the tasks of one instance were told since its
 * start, in order, and keeps what the last of it was answered with. To move a program again along
 * an edge that is known costs one look-up; to copy an instance is to copy a reference. A generator
 * runs only where nobody has been: the one that stands at the parent if there is one (each is in
 * one place at a time), else a new one, which is told the whole list again.
 *
 * All of an instance's tasks share one list because their closures share variables.
 *
 * Left out: a strategy that remembers anything outside of its program. It is refused as soon as a
 * program that is told the same again does something else.
 */
import { Callback } from '../../../model/instance/call.ts'
import {
  type Op,
  type Program,
  type Runnable,
  StrategyFailure,
} from '../../../model/instance/ops.ts'
import { closingProgram, mainProgram } from '../../../model/instance/services.ts'
import { createHash, type Hash, mixText } from '../../../properties/state/hash.ts'
import { UnrepeatableProgram } from '../../replay/determinism.ts'
import { hasClosure, type Reply, replyKeyOf, snapshot } from './program-reply.ts'
import { copyOf, keyOf } from './told.ts'

/** A function of the program's that the world keeps: who made it, and which of several it is. */
export interface Closure {
  readonly origin: ProgramNode
  readonly method: string
}

/** What an instance's programs may be told. */
export type Told =
  | { readonly kind: 'next' | 'throw'; readonly task: number; readonly value: unknown }
  /** The world answers with a callback: it runs inside the call. */
  | { readonly kind: 'call'; readonly task: number; readonly closure: Closure; args: unknown[] }
  /** A forked body begins as task `task`. */
  | { readonly kind: 'fork'; readonly task: number; readonly closure: Closure }
  /** The task goes on by closing its consumer. */
  | { readonly kind: 'close'; readonly task: number }

/** What was told until here. */
export interface ProgramNode {
  readonly parent: ProgramNode | null
  readonly told: Told | null
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
  /** How often a generator was built again by telling it the list from the start. */
  rebuilt: number
}

const nothing: Reply = { threw: false, done: false, value: undefined }

/** A tree in which nobody has been told anything. */
export function createProgramTree(strategy: Runnable, services: object): ProgramTree {
  return { strategy, services, root: createNode(null, null, '', nothing, 1), nodes: 1, rebuilt: 0 }
}

/** The node that follows when the programs of `node` are told this. */
export function tell(tree: ProgramTree, node: ProgramNode, told: Told): ProgramNode {
  const key = edgeKey(told)
  const known = node.children.get(key)
  if (known !== undefined) return known
  const live = takeLive(tree, node)
  const kept = copyTold(told)
  const raw = play(live, kept)
  const tasks = told.kind === 'fork' ? node.tasks + 1 : node.tasks
  const child = createNode(node, kept, key, snapshot(raw), tasks)
  note(live, child, raw)
  child.live = live
  node.children.set(key, child)
  tree.nodes++
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
  told: Told | null,
  key: string,
  reply: Reply,
  tasks: number,
): ProgramNode {
  const hash = createHash()
  if (parent !== null) {
    hash.high = parent.hash.high
    hash.low = parent.hash.low
  }
  mixText(hash, key)
  const replyKey = replyKeyOf(reply)
  const children = new Map<string, ProgramNode>()
  const vain = vainAfter(parent, told)
  return {
    parent,
    told,
    children,
    reply,
    replyKey,
    hash,
    tasks,
    vain,
    ready: new Map(),
    live: null,
  }
}

function vainAfter(parent: ProgramNode | null, told: Told | null): number {
  if (parent === null || told?.kind !== 'next') return 0
  if (!Array.isArray(told.value)) return parent.vain
  let at: ProgramNode | null = parent
  while (at !== null && at.told?.task !== told.task) at = at.parent
  const asked = at === null || at.reply.threw ? null : (at.reply.value as Op | undefined)
  if (asked?.op !== 'poll') return parent.vain
  return told.value.length === 0 ? parent.vain + 1 : 0
}

function edgeKey(told: Told): string {
  switch (told.kind) {
    case 'next':
    case 'throw':
      return `${told.kind}${told.task} ${keyOf(told.value)}`
    case 'call':
      return `call${told.task} ${closureKey(told.closure)} ${told.args.map(keyOf).join()}`
    case 'fork':
      return `fork${told.task} ${closureKey(told.closure)}`
    case 'close':
      return `close${told.task}`
    default:
      return told satisfies never
  }
}

function closureKey({ origin, method }: Closure): string {
  return `${origin.hash.high}.${origin.hash.low}.${method}`
}

function copyTold(told: Told): Told {
  if (told.kind === 'next' || told.kind === 'throw') return { ...told, value: copyOf(told.value) }
  return told.kind === 'call' ? { ...told, args: copyOf(told.args) } : told
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
    const raw = play(live, at.told as Told)
    if (replyKeyOf(raw) !== at.replyKey) {
      throw new UnrepeatableProgram(
        `strategy ${tree.strategy.name} remembers something outside of its program: told the ` +
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
function play(live: Live, told: Told): Reply {
  try {
    if (told.kind === 'fork') {
      live.programs[told.task] = (closureOf(live, told.closure) as () => Program<void>)()
      return nothing
    }
    if (told.kind === 'close') {
      live.programs[told.task] = closingProgram()
      return nothing
    }
    const program = live.programs[told.task] as Program<unknown>
    const value = told.kind === 'call' ? callbackOf(live, told) : copyOf(told.value)
    const result = told.kind === 'throw' ? program.throw(value) : program.next(value)
    return { threw: false, done: result.done === true, value: result.value }
  } catch (error) {
    if (error instanceof StrategyFailure) throw error
    return { threw: true, error }
  }
}

function callbackOf(live: Live, told: Extract<Told, { kind: 'call' }>): Callback {
  const callback = closureOf(live, told.closure)
  return new Callback(() => callback(...copyOf(told.args)))
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
