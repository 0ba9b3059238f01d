/** Makes arrows of what became of each message, while the steps are being numbered. */
import type { TraceEntry } from '../../model/meter/trace-entry.ts'
import type { Request, Response } from '../../model/network/requests.ts'
import type { Arrow, MessagePart } from './explorer-story.ts'
import type { Lanes } from './lanes.ts'
import { asks, errorOf, isRoutine, says } from './message-words.ts'

type MessageEntry = Exclude<TraceEntry, { kind: 'event' }>

/** A step of a message, in words. */
export interface MessageTelling {
  readonly arrow: number
  readonly part: MessagePart
  readonly lane: number
  readonly text: string
}

type Draft = { -readonly [K in keyof Arrow]: Arrow[K] } & {
  readonly member: string
  readonly request: Request
  readonly sentAt: number
  takenAt: number
  /** The request goes on although its connection broke. */
  alone: boolean
}

/** Follows messages from step to step. */
export interface MessageDrawing {
  /** Takes what happened to a message as the step of that number; null: nothing to show. */
  draw(entry: MessageEntry, step: number): MessageTelling | null
  arrows(): readonly Arrow[]
}

/** Starts without any message. */
export function createMessageDrawing(lanes: Lanes): MessageDrawing {
  const drafts: Draft[] = []
  const byTicket = new Map<number, number>()
  const tell = (at: number, part: MessagePart, lane: number, text: string): MessageTelling => {
    return { arrow: at, part, lane, text }
  }
  const tellLater = (at: number, draft: Draft, entry: MessageEntry, step: number) => {
    const what = draft.asks === '' ? draft.api : `${draft.api} (${draft.asks})`
    switch (entry.kind) {
      case 'taken':
        draft.taken = step
        draft.takenAt = entry.time
        return tell(at, 'taken', draft.to, `takes ${draft.member}'s ${what}`)
      case 'answered':
        draft.answered = step
        draft.answer = errorOf(entry.response)
        draft.routine = isRoutine(draft.request, entry.response)
        return tell(at, 'answered', draft.to, `answers ${draft.member}: ${says(entry.response)}`)
      case 'arrived':
        draft.arrived = step
        return tell(at, 'arrived', draft.from, arrivalText(draft, entry.response))
      case 'broken':
        if (draft.alone || draft.arrived !== null) return null
        draft.vanished = step
        return tell(
          at,
          'vanished',
          draft.from,
          `loses ${draft.taken === null ? what : `the answer to ${what}`}`,
        )
      case 'gone':
        if (draft.arrived !== null || draft.vanished !== null) return null
        draft.vanished = step
        return tell(
          at,
          'vanished',
          draft.taken === null ? draft.from : draft.to,
          goneText(draft, what),
        )
      default:
        return null
    }
  }
  return {
    draw: (entry, step) => {
      if (entry.kind === 'sent') {
        byTicket.set(entry.ticket, drafts.length)
        drafts.push(draftOf(entry, step, lanes))
        const { api, asks: asked, from } = drafts.at(-1) as Draft
        const text = asked === '' ? `sends ${api}` : `sends ${api}: ${asked}`
        return tell(drafts.length - 1, 'sent', from, text)
      }
      const at = byTicket.get(entry.kind === 'left-behind' ? entry.of : entry.ticket)
      const draft = at === undefined ? undefined : drafts[at]
      if (at === undefined || draft === undefined) return null
      if (entry.kind === 'left-behind') {
        byTicket.set(entry.ticket, at)
        draft.alone = true
        return null
      }
      return tellLater(at, draft, entry, step)
    },
    arrows: () => drafts.map((draft) => finished(draft, drafts)),
  }
}

/** DISCONNECTED is the client's own word: nobody has answered. */
function arrivalText({ api }: Draft, response: Response): string {
  return response.error === 'DISCONNECTED'
    ? `waits no longer for the answer to ${api}: the connection is gone`
    : `is answered ${api}: ${says(response)}`
}

function goneText(draft: Draft, what: string): string {
  return draft.taken === null
    ? `${what} is lost`
    : `has nobody left who would hear the answer to ${draft.member}'s ${what}`
}

function draftOf(
  { member, request, time }: Extract<TraceEntry, { kind: 'sent' }>,
  step: number,
  lanes: Lanes,
): Draft {
  return {
    member,
    request,
    sentAt: time,
    takenAt: -1,
    alone: false,
    from: lanes.ofMember(member),
    to: lanes.ofTaker(request),
    api: request.api,
    asks: asks(request),
    answer: null,
    sent: step,
    taken: null,
    answered: null,
    arrived: null,
    vanished: null,
    late: false,
    routine: isRoutine(request, null),
  }
}

/** One hop of the network takes a millisecond: what takes longer was held up. */
function isLate(draft: Draft, drafts: readonly Draft[]): boolean {
  const { sent, taken } = draft
  if (taken === null || draft.takenAt - draft.sentAt <= 1) return false
  return drafts.some(
    (other) =>
      other.to === draft.to && other.sent > sent && other.taken !== null && other.taken < taken,
  )
}

function finished(draft: Draft, drafts: readonly Draft[]): Arrow {
  const { member: _m, request: _r, sentAt: _s, takenAt: _t, alone: _a, ...arrow } = draft
  return { ...arrow, late: isLate(draft, drafts) }
}
