/** Verdicts and searches in words. */

import { missLine } from '../report/tables/not-found.ts'
import type { SearchSummary } from '../search/verdicts/verdict.ts'
import type { Verdict } from './verdict-signs.ts'

/** `1,234`, whatever the reader's language: the page is in English. */
export function counted(count: number, what = ''): string {
  const digits = String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  if (what === '') return digits
  return `${digits} ${what}${count === 1 ? '' : 's'}`
}

/** A figure with as many digits as say something. */
export function figure(value: number): string {
  if (Number.isInteger(value)) return counted(value)
  if (value >= 100) return counted(Math.round(value))
  return value >= 10 ? value.toFixed(1) : value >= 0.01 ? value.toFixed(2) : value.toPrecision(2)
}

/** One or two words for a verdict. */
export function verdictWord(verdict: Verdict | null): string {
  switch (verdict?.verdict) {
    case undefined:
      return 'not asked for'
    case 'holds':
      return verdict?.claimed ? 'claimed, proved within bounds' : 'proved within bounds'
    case 'not-found':
      return verdict?.claimed ? 'claimed, not found broken' : 'not found broken'
    case 'violated':
      if (verdict?.claimed) return 'violated although claimed'
      return verdict?.atStart === true ? 'violated: rebalance at start' : 'violated'
    case 'unknown':
      return 'undecided'
    case 'vacuous':
      return 'cannot happen there'
  }
}

/** What a cell comes to, in one word where it is one of the main promises that is broken. */
export function outcomeWord(property: string, verdict: Verdict | null): string {
  if (verdict?.verdict !== 'violated') return property
  if (property === 'at-least-once') return 'loses'
  return property === 'at-most-once' ? 'repeats' : `breaks ${property}`
}

/** What stands between a strategy and a property: `commit-on-revoke *keeps* at-least-once`. */
export function verdictVerb(verdict: Verdict | null): string {
  switch (verdict?.verdict) {
    case 'holds':
      return 'keeps'
    case 'not-found':
      return 'was not seen to break'
    case 'violated':
      return 'breaks'
    case 'unknown':
      return 'is undecided on'
    case 'vacuous':
    case undefined:
      return 'shows nothing of'
  }
}

/** What a verdict means, and what it does not. */
export function verdictMeaning(verdict: Verdict, search: SearchSummary | null): string {
  switch (verdict.verdict) {
    case 'violated':
      if (verdict.atStart === true) {
        return (
          'A member joined while another already worked, and what that one had been handed was ' +
          'handed out again. The strategy does not claim that this never repeats records.'
        )
      }
      return verdict.claimed
        ? 'The strategy claims this and breaks it. The counterexample is a run that Kafka allows.'
        : 'The strategy does not claim this here: no defect of it, but something to know.'
    case 'unknown':
      return 'The search ended before it could say.'
    case 'vacuous':
      return 'No run could show anything: this says neither that it holds nor that it breaks.'
    case 'holds':
      return search?.mode === 'replay'
        ? 'It holds in this one run.'
        : 'No state that can be reached within these sizes breaks it. Larger ones were not tried.'
    case 'not-found':
      return (
        'None of the schedules that were tried broke it. That is evidence, no proof: one that ' +
        `was not tried may break it. ${missLine(search?.schedules ?? 0)}`.trimEnd()
      )
  }
}

/** How a cell was searched. */
export function searchWords(search: SearchSummary): string {
  const { mode, schedules, complete, states } = search
  if (mode === 'replay') return 'A replay of one schedule.'
  if (mode === 'moments') return `${counted(schedules, 'moment')} of the protocol.`
  const drawn = `${counted(schedules, 'random schedule')}${complete ? '' : ', then time was up'}`
  if (states === undefined) return `${drawn}.`
  const { partitions, records, members, faultsMax, delaysMax, stepsMax } = states.within
  const within = [
    counted(partitions, 'partition'),
    counted(records, 'record'),
    counted(members, 'member'),
    `at most ${counted(faultsMax, 'fault')}`,
    ...(delaysMax === undefined ? [] : [`at most ${counted(delaysMax, 'delay')}`]),
    ...(stepsMax === undefined ? [] : [`up to ${counted(stepsMax, 'step')}`]),
  ].join(', ')
  const all = states.stopped === null ? 'every state' : `not every state (${states.stopped})`
  const met = `${counted(states.distinct, 'state')}: ${all} within ${within}`
  return mode === 'exhaustive' ? `${met}.` : `${drawn}; besides, ${met}.`
}
