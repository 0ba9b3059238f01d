/** How all stood after a step of a counterexample: a fold over its steps. */
import type { HistoryEvent } from '../../model/history.ts'
import { fateOf } from '../story/fault-fate.ts'
import { partitionName } from '../story/place.ts'
import type {
  ExplorerState,
  ExplorerStory,
  InstanceState,
  MarkedRecord,
  RecordState,
} from './explorer-story.ts'

type Open<T> = { -readonly [K in keyof T]: T[K] }

type OpenInstance = Open<Omit<InstanceState, 'assignment' | 'positions' | 'inFlight'>> & {
  readonly assignment: Set<string>
  readonly positions: Record<string, number>
  readonly inFlight: Set<number>
}

interface OpenState {
  readonly instances: Map<string, OpenInstance>
  readonly committed: Record<string, number | null>
  readonly logEnd: Record<string, number>
  readonly lives: Map<string, { step: number; text: string }[]>
  readonly effects: Map<string, number>
}

/** The state after the step; step -1 is the beginning. */
export function stateAt(story: ExplorerStory, step: number): ExplorerState {
  const state: OpenState = {
    instances: new Map(),
    committed: {},
    logEnd: {},
    lives: new Map(story.records.map((record) => [nameOf(record), []])),
    effects: new Map(),
  }
  for (const { kind, title } of story.lanes) if (kind === 'instance') instanceOf(state, title)
  const last = Math.min(step, story.steps.length - 1)
  for (let at = 0; at <= last; at += 1) {
    const { event, message } = story.steps[at] as ExplorerStory['steps'][number]
    if (event !== null) takeEvent(state, event, at)
    if (message !== null) takeMessage(state, story, message)
  }
  return {
    step: last,
    time: story.steps[last]?.time ?? 0,
    instances: [...state.instances.values()].map((instance) => ({
      ...instance,
      assignment: [...instance.assignment],
      positions: { ...instance.positions },
      inFlight: [...instance.inFlight],
    })),
    committed: state.committed,
    logEnd: state.logEnd,
    records: story.records.map((record) => recordState(state, record)),
  }
}

const nameOf = (record: MarkedRecord): string => `${partitionName(record)}@${record.offset}`

function recordState({ lives, effects }: OpenState, record: MarkedRecord): RecordState {
  const name = nameOf(record)
  return { ...record, life: lives.get(name) ?? [], effects: effects.get(name) ?? 0 }
}

function instanceOf({ instances }: OpenState, member: string): OpenInstance {
  const known = instances.get(member)
  if (known !== undefined) return known
  const made: OpenInstance = {
    member,
    status: 'running',
    generation: -1,
    assignment: new Set(),
    positions: {},
    inFlight: new Set(),
  }
  instances.set(member, made)
  return made
}

function takeMessage(
  state: OpenState,
  story: ExplorerStory,
  { arrow, part }: NonNullable<ExplorerStory['steps'][number]['message']>,
): void {
  const from = story.arrows[arrow]?.from ?? 0
  const instance = instanceOf(state, story.lanes[from]?.title ?? '')
  if (part === 'sent') instance.inFlight.add(arrow)
  if (part === 'arrived' || part === 'vanished') instance.inFlight.delete(arrow)
}

function takeEvent(state: OpenState, event: HistoryEvent, step: number): void {
  if ('member' in event && event.member !== null) takeInstance(state, event, event.member)
  if ('topic' in event) takePlace(state, event)
  for (const { offset, text } of livesTouched(event)) {
    if (!('topic' in event)) continue
    const name = `${partitionName(event)}@${offset}`
    state.lives.get(name)?.push({ step, text })
    if (event.kind === 'effect') state.effects.set(name, (state.effects.get(name) ?? 0) + 1)
  }
}

function end(instance: OpenInstance, status: InstanceState['status']): void {
  instance.status = status
  instance.assignment.clear()
  instance.inFlight.clear()
  instance.generation = -1
}

function takeInstance(state: OpenState, event: HistoryEvent, member: string): void {
  const instance = instanceOf(state, member)
  switch (event.kind) {
    case 'stopping':
      instance.status = 'stopping'
      return
    case 'stopped':
      return end(instance, 'stopped')
    case 'died':
      return end(instance, 'died')
    case 'given-up':
      return end(instance, 'given up')
    case 'fault':
      if (fateOf(event.fault) === 'ends') end(instance, 'crashed')
      if (fateOf(event.fault) === 'stops') instance.status = 'stopping'
      return
    case 'joined':
      instance.generation = event.generation
      return
    case 'assigned':
      instance.assignment.add(partitionName(event))
      instance.generation = event.generation
      return
    case 'revoked':
    case 'lost':
      instance.assignment.delete(partitionName(event))
      delete instance.positions[partitionName(event)]
      return
    case 'position':
      instance.positions[partitionName(event)] = event.offset
      return
    case 'polled':
      instance.positions[partitionName(event)] = (event.offsets.at(-1) ?? -1) + 1
      return
    default:
  }
}

function takePlace({ committed, logEnd }: OpenState, event: HistoryEvent): void {
  if (!('topic' in event)) return
  const name = partitionName(event)
  if (event.kind === 'produced') logEnd[name] = event.offset + 1
  if (event.kind === 'truncated-to') logEnd[name] = event.offset
  if (event.kind === 'commit-applied' || event.kind === 'committed-offset-lost') {
    committed[name] = event.offset
  }
  // Where a member read on from says what had been committed before the story began.
  if (event.kind === 'position' && event.reason === 'committed') committed[name] ??= event.offset
}

/** What an event adds to the life of which records. */
function livesTouched(event: HistoryEvent): readonly { offset: number; text: string }[] {
  switch (event.kind) {
    case 'produced':
      return [{ offset: event.offset, text: 'produced' }]
    case 'polled':
      return event.offsets.map((offset) => ({ offset, text: `polled by ${event.member}` }))
    case 'processing-started':
      return [{ offset: event.offset, text: `started by ${event.member}` }]
    case 'effect':
      return [{ offset: event.offset, text: `takes effect, by ${event.member}` }]
    case 'processing-done':
      return [{ offset: event.offset, text: `finished by ${event.member}` }]
    case 'processing-failed':
      return [{ offset: event.offset, text: `failed in ${event.member}` }]
    case 'processing-skipped':
      return [{ offset: event.offset, text: `given up by ${event.member}` }]
    case 'handed-on':
      return [{ offset: event.offset, text: `handed on by ${event.member}` }]
    case 'resolved':
      return [{ offset: event.offset, text: `resolved by ${event.member}` }]
    case 'commit-requested':
      return below(event.offset, `${event.member} asks to commit past it`)
    case 'commit-applied':
      return below(event.offset, `${event.member}'s commit is past it`)
    case 'commit-refused':
      return below(event.offset, `${event.member}'s commit past it is refused`)
    case 'position':
      return below(event.offset, `${event.member} reads on after it`)
    case 'store-saved':
      return below(event.offset, `${event.member} saves an offset past it`)
    case 'deleted-below':
      return below(event.offset, 'deleted')
    default:
      return []
  }
}

function below(offset: number, text: string): readonly { offset: number; text: string }[] {
  return Array.from({ length: offset }, (_, at) => ({ offset: at, text }))
}
