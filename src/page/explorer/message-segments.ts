/** The two ways of a message, request and answer, as lines between lanes and steps. */
import type { Arrow } from '../../report/explorer/explorer-story.ts'

/** One way of a message. Steps and lanes are numbers. */
export interface MessageSegment {
  readonly arrow: number
  readonly way: 'request' | 'answer'
  readonly fromLane: number
  readonly toLane: number
  readonly fromStep: number
  readonly toStep: number
  /** It arrived; it was lost half-way; or it is on its way when the story ends. */
  readonly ends: 'arrived' | 'lost' | 'under-way'
  readonly late: boolean
  /** Kafka's name of the error that it carries; null: none. */
  readonly error: string | null
}

function requestOf(arrow: Arrow, number: number, lastStep: number): MessageSegment {
  const vanished = arrow.taken === null && arrow.vanished !== null
  return {
    arrow: number,
    way: 'request',
    fromLane: arrow.from,
    toLane: arrow.to,
    fromStep: arrow.sent,
    toStep: arrow.taken ?? arrow.vanished ?? lastStep,
    ends: arrow.taken !== null ? 'arrived' : vanished ? 'lost' : 'under-way',
    late: arrow.late && arrow.taken !== null,
    error: null,
  }
}

function answerOf(arrow: Arrow, number: number, lastStep: number): MessageSegment | null {
  const { taken, answered, arrived, vanished } = arrow
  if (taken === null) return null
  // Nobody answered and nobody waits: what was lost is the answer.
  if (answered === null && vanished === null) return null
  const fromStep = answered ?? taken
  // The client had given up before, and took that for its answer.
  const tooLate = arrived !== null && arrived < fromStep
  const lost = vanished !== null || tooLate
  return {
    arrow: number,
    way: 'answer',
    fromLane: arrow.to,
    toLane: arrow.from,
    fromStep,
    toStep: tooLate ? fromStep : (arrived ?? vanished ?? lastStep),
    ends: arrived !== null && !tooLate ? 'arrived' : lost ? 'lost' : 'under-way',
    late: false,
    error: arrow.answer === null || arrow.answer === 'NONE' ? null : arrow.answer,
  }
}

/** The lines to draw, in the order of the arrows; `lastStep` is where the story ends. */
export function messageSegments(
  arrows: readonly Arrow[],
  lastStep: number,
): readonly MessageSegment[] {
  return arrows.flatMap((arrow, number) => {
    const answer = answerOf(arrow, number, lastStep)
    const request = requestOf(arrow, number, lastStep)
    return answer === null ? [request] : [request, answer]
  })
}
