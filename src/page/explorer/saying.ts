/** What the explorer says of steps, times and requests. */
import type { Arrow, ExplorerStep, ExplorerStory } from '../../report/explorer/explorer-story.ts'

/** `A polls orders-0@0..2`; a place where something happens is followed by a colon. */
export function sayingOf(story: ExplorerStory, step: ExplorerStep): string {
  const lane = story.lanes[step.lane]
  const fault = step.event?.kind === 'fault' ? ' ← fault' : ''
  if (lane === undefined || step.event?.kind === 'calm' || step.event?.kind === 'ended') {
    return step.text
  }
  if (step.text.startsWith(`${lane.title}'`) || step.text.startsWith(`${lane.title}@`)) {
    return step.text
  }
  const between = lane.kind === 'instance' || step.message !== null ? ' ' : ': '
  return `${lane.title}${between}${step.text}${fault}`
}

/** The number by which readers know a step: it counts from 1. */
export function stepNumber(step: number): string {
  return String(step + 1)
}

/** Virtual time: `6.010 s`. */
export function timeText(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(3)} s`
}

/** Time that passes until a step, where it is long enough to matter: `+48 s`; empty otherwise. */
export function gapText(before: number, now: number): string {
  const seconds = (now - before) / 1000
  if (seconds < 1) return ''
  return `+${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`
}

/** `OffsetCommit (orders-0 → 3, generation 1): on its way`, as it stands after a step. */
export function requestWords(arrow: Arrow, step: number): string {
  const { api, asks, taken, answered } = arrow
  const what = asks === '' ? api : `${api} (${asks})`
  if (taken === null || step < taken) return `${what}: on its way`
  if (answered === null || step < answered) return `${what}: taken, not answered`
  return `${what}: its answer is on its way`
}
