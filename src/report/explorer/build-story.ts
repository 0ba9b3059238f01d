/** Makes of a traced counterexample what the explorer shows. */
import type { HistoryEvent } from '../../model/history.ts'
import type { TraceEntry } from '../../model/meter/trace-entry.ts'
import type { Witness } from '../../properties/frame/witness.ts'
import type { Cell, Counterexample } from '../../search/verdicts/verdict.ts'
import { partitionName } from '../story/place.ts'
import { sentence } from '../story/sentence.ts'
import { story } from '../story/story.ts'
import { trimCounterexample } from '../tables/trim.ts'
import { chooseEntries } from './choose-entries.ts'
import { createMessageDrawing } from './draw-messages.ts'
import type { ExplorerStep, ExplorerStory, MarkedRecord } from './explorer-story.ts'
import { lanesOf } from './lanes.ts'
import { createRemovals } from './removals.ts'
import { createReasons } from './why.ts'

/** What a story needs besides its run. */
export interface StoryWords {
  readonly seed: string
  /** The property's sentence for somebody on call. */
  readonly statement: string
}

/** Names a cell for ever: `commit-sync-after-batch/crash/at-most-once/earliest`. */
export function storyKey(cell: Pick<Cell, 'strategy' | 'fault' | 'property' | 'settings'>): string {
  const policy = cell.settings['auto.offset.reset'] ?? 'earliest'
  return [cell.strategy, cell.fault, cell.property, policy].map(encodeURIComponent).join('/')
}

/**
 * The story of a cell; `counterexample` has the whole history, and `trace` the same events among
 * what became of each message. A trace of events alone makes a story without messages.
 */
export function explorerStory(
  cell: Cell,
  counterexample: Counterexample,
  trace: readonly TraceEntry[],
  words: StoryWords,
): ExplorerStory {
  const entries = chooseEntries(trace, counterexample)
  const lanes = lanesOf(entries)
  const records = recordsOf(counterexample)
  const named = new Set(records.map((record) => `${partitionName(record)}@${record.offset}`))
  const drawing = createMessageDrawing(lanes)
  const reasons = createReasons()
  const removals = createRemovals()
  const drafts: ExplorerStep[] = []
  for (const entry of entries) {
    if (entry.kind === 'event') {
      const { event } = entry
      drafts.push({
        time: event.time,
        lane: lanes.ofEvent(event),
        text: textOf(event),
        why: reasons.why(event),
        event,
        message: null,
        marked: marks(event, named),
        routine: isBackground(event, named),
      })
      continue
    }
    const drawn = drawing.draw(entry, drafts.length)
    if (drawn === null) continue
    const { arrow, part, lane, text } = drawn
    const message = { arrow, part }
    const plain = { event: null, marked: false, routine: false }
    drafts.push({ time: entry.time, lane, text, message, why: removals.why(entry), ...plain })
  }
  const arrows = drawing.arrows()
  const { strategy, fault, property, settings, claimed } = cell
  const { replay } = counterexample
  const witnesses = counterexample.witnesses.map((witness) =>
    inSteps(witness, counterexample, drafts),
  )
  return {
    key: storyKey(cell),
    ...{ strategy, fault, property, settings, claimed, replay, witnesses },
    statement: words.statement,
    text: story(cell, trimCounterexample(counterexample), words),
    lanes: lanes.lanes,
    arrows,
    steps: drafts.map((step) => {
      const arrow = step.message === null ? undefined : arrows[step.message.arrow]
      return arrow?.routine === true && step.why === null ? { ...step, routine: true } : step
    }),
    records,
  }
}

/** The witness, since a step of the drawing instead of an event of the history. */
function inSteps(
  { since, ...witness }: Witness,
  { events }: Counterexample,
  steps: readonly ExplorerStep[],
): Witness {
  const event = events[since?.at ?? -1]
  const at = event === undefined ? -1 : steps.findIndex((step) => step.event === event)
  return since === undefined || at < 0 ? witness : { ...witness, since: { ...since, at } }
}

/** What stands beside the name in a story is part of the sentence here. */
function textOf(event: HistoryEvent): string {
  const { who, text, note } = sentence(event)
  const said = text.startsWith("'") ? `${who}${text}` : text
  return note === '' || event.kind === 'fault' ? said : `${said} (${note})`
}

/** Records of one witness and partition beyond these are more of the same. */
const recordsMax = 8

function recordsOf({ witnesses }: Counterexample): readonly MarkedRecord[] {
  const records: MarkedRecord[] = []
  for (const { topic, partition, offsets } of witnesses) {
    if (topic === null) continue
    for (const offset of offsets) {
      const known = records.some(
        (one) => one.topic === topic && one.partition === partition && one.offset === offset,
      )
      if (!known && records.length < recordsMax) records.push({ topic, partition, offset })
    }
  }
  return records
}

/** Kinds whose `offset` is the next one to read: they settle the records below it. */
const upTo: ReadonlySet<string> = new Set([
  'commit-requested',
  'commit-applied',
  'commit-refused',
  'commit-acknowledged',
  'commit-unknown',
  'position',
  'store-saved',
])

function marks(event: HistoryEvent, named: ReadonlySet<string>): boolean {
  if (!('topic' in event)) return false
  const name = partitionName(event)
  if (event.kind === 'polled') return event.offsets.some((offset) => named.has(`${name}@${offset}`))
  if (!('offset' in event) || event.offset === null) return false
  if (!upTo.has(event.kind)) return named.has(`${name}@${event.offset}`)
  for (let offset = 0; offset < event.offset; offset += 1) {
    if (named.has(`${name}@${offset}`)) return true
  }
  return event.kind === 'position' && named.has(`${name}@${event.offset}`)
}

function isBackground(event: HistoryEvent, named: ReadonlySet<string>): boolean {
  return event.kind === 'produced' && !marks(event, named)
}
