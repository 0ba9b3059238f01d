/** A counterexample as a story: what broke, the events that led there, how to replay it. */
import type { FaultSet } from '../../search/verdicts/fault-sets.ts'
import type { Cell, Counterexample } from '../../search/verdicts/verdict.ts'
import { storyLines, type Telling } from './combine.ts'
import { shownLines } from './elide.ts'
import { type Focus, focusOf } from './focus.ts'
import { recordsListed } from './place.ts'
import { selectEvents } from './select.ts'
import type { Sentence } from './sentence.ts'

/** What a story needs besides its cell. */
export interface StoryContext {
  readonly seed: string
  /** The property's sentence for somebody on call. */
  readonly statement: string
}

/** A header that is longer goes on two lines. */
const headerWidth = 120
const noteColumnMax = 52

/** `under crash and join`, `with no fault`. */
export function underFaults(fault: FaultSet): string {
  return fault === 'none' ? 'with no fault' : `under ${fault.split('+').join(' and ')}`
}

/** The settings in words, or nothing where they are as usual: ` with auto.offset.reset=latest`. */
export function withSettings(settings: Cell['settings']): string {
  const unusual = Object.entries(settings).filter(
    ([name, value]) => !(name === 'auto.offset.reset' && value === 'earliest'),
  )
  if (unusual.length === 0) return ''
  return ` with ${unusual.map(([name, value]) => `${name}=${value}`).join(', ')}`
}

/** The head of a story: what broke, and where that was found. */
export function storyHead(cell: Cell, counterexample: Counterexample, seed: string): string {
  const { schedule, choicesFound, choices } = counterexample
  const what =
    `${cell.strategy} breaks ${cell.property} ` +
    underFaults(cell.fault) +
    withSettings(cell.settings) +
    (counterexample.rebalanceAtStart === true ? ': rebalance at start' : '')
  const shrunk =
    choices < choicesFound
      ? `shrunk from ${choicesFound} choices to ${choices}`
      : `${choices} choices`
  const wheres = {
    random: `seed ${seed}, schedule ${schedule}, ${shrunk}`,
    exhaustive: `in the fewest actions, ${choices} choices`,
    replay: 'replayed',
    moments: momentsWords(counterexample),
  }
  const froms = {
    regressions: `from the regressions file, ${choices} choices`,
    'known-schedules': `by a schedule that broke other strategies, ${shrunk}`,
    shrinking: `by an edit of a schedule that broke another property, ${shrunk}`,
  }
  const { from } = counterexample
  const where = from === undefined ? wheres[cell.search.mode] : froms[from]
  const oneLine = `${what}      ${where}`
  return oneLine.length <= headerWidth ? oneLine : `${what}\n  ${where}`
}

/** `seen in 3 of 3 runs`: real programs never run twice alike. */
function momentsWords({ seen }: Counterexample): string {
  if (seen === undefined) return 'seen once'
  return `seen in ${seen.broken} of ${seen.runs} ${seen.runs === 1 ? 'run' : 'runs'}`
}

/** The lines that tell what happened. */
function tellingOf(cell: Cell, counterexample: Counterexample, focus: Focus): Telling {
  return storyLines(selectEvents(counterexample, focus, cell.property))
}

/** How many lines the story takes: the measure of a short one. */
export function storyLength(cell: Cell, counterexample: Counterexample): number {
  return tellingOf(cell, counterexample, focusOf(counterexample)).lines.length
}

function layOut(lines: readonly Sentence[], shown: readonly number[]): readonly string[] {
  const laid = laidOut(lines)
  return shown.flatMap((at, index) => {
    const left = at - (shown[index - 1] ?? -1) - 1
    const line = laid[at] ?? ''
    return left === 0 ? [line] : [`   …  ${left} more steps of the same run`, line]
  })
}

function laidOut(lines: readonly Sentence[]): readonly string[] {
  const who = Math.max(1, ...lines.map((line) => line.who.length))
  const widths = lines.map((line) => (line.note === '' ? 0 : line.text.length))
  const text = Math.min(noteColumnMax, Math.max(0, ...widths))
  return lines.map((line, index) => {
    const number = String(index + 1).padStart(4)
    const name = (line.who === '' ? '·' : line.who).padEnd(who)
    const gap = line.text.startsWith("'") ? '' : '  '
    const head = `${number}  ${gap === '' ? `${name}${line.text}` : name + gap + line.text}`
    return line.note === '' ? head : `${head.padEnd(8 + who + text + 3)}  ${line.note}`
  })
}

/** `orders-0@1, @2 are lost: …`: what a witness says, in one line. */
export function witnessText({ topic, partition, offsets, text }: Focus['shown'][number]): string {
  const place = topic === null ? '' : `${recordsListed({ topic, partition }, offsets)} `
  return `${place}${text}`
}

/** `; paused since step 12`, in the story of the counterexample; empty: nothing says. */
function sinceText(
  { since }: Focus['shown'][number],
  { events }: Counterexample,
  { lineOf }: Telling,
): string {
  const event = events[since?.at ?? -1]
  const line = event === undefined ? -1 : lineOf(event)
  return since === undefined || line < 0 ? '' : `${since.text} step ${line + 1}`
}

/** What a witness says, and since which step of its story: for one line without that story. */
export function witnessWithStep(cell: Cell, counterexample: Counterexample): string {
  const focus = focusOf(counterexample)
  const [witness] = focus.shown
  if (witness === undefined) return ''
  const since = sinceText(witness, counterexample, tellingOf(cell, counterexample, focus))
  return `${witnessText(witness)}${since}${since === '' ? '' : ' of its story'}`
}

function witnessLines(
  { shown, more }: Focus,
  counterexample: Counterexample,
  telling: Telling,
): readonly string[] {
  const lines = shown.map(
    (witness) => `   ✗     ${witnessText(witness)}${sinceText(witness, counterexample, telling)}`,
  )
  return more === 0
    ? lines
    : [...lines, `   ✗     and ${more} more like ${more === 1 ? 'it' : 'these'}`]
}

/** Which lines to show: of a run that never comes to rest not all. */
function shownOf({ shown }: Focus, { events }: Counterexample, { lines, lineOf }: Telling) {
  const last = events.at(-1)
  if (last?.kind !== 'ended' || last.drained) return lines.map((_, at) => at)
  const named = shown.flatMap(({ since }) => events[since?.at ?? -1] ?? [])
  return shownLines(lines.length, named.map(lineOf))
}

/** The whole story; ends without a line break. */
export function story(cell: Cell, counterexample: Counterexample, context: StoryContext): string {
  const focus = focusOf(counterexample)
  const telling = tellingOf(cell, counterexample, focus)
  return [
    storyHead(cell, counterexample, context.seed),
    '',
    `  ${context.statement}`,
    '',
    ...layOut(telling.lines, shownOf(focus, counterexample, telling)),
    ...witnessLines(focus, counterexample, telling),
    '',
    `  replay: ${counterexample.replay}`,
  ].join('\n')
}
