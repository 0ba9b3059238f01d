/** What the thread of the page is asked, so that it tells what the command line would. */
import type { PlayRequest } from '../../player/play.ts'
import type { Report } from '../open-report.ts'
import { namesOf } from '../places.ts'

/** The request for a cell; null: the page cannot play it. */
export function requestOf(report: Report, cell: number): PlayRequest | null {
  const broken = report.broken(cell)
  const verdict = report.verdict(cell)
  const search = report.search(cell)
  const place = report.place(cell)
  const [, settings = -1] = report.data.columns[place.column] ?? []
  const values = report.data.settings[settings]?.values
  const [, path] = / --path (\S+)/.exec(broken?.replay ?? '') ?? []
  if (broken?.run == null || verdict === null || search === null) return null
  if (values === undefined || path === undefined) return null
  const { strategy, fault, property } = namesOf(report, place)
  const { replay, from, schedule, choicesFound, choices } = broken
  const said = { verdict: 'violated', reason: null, claimed: verdict.claimed } as const
  const named = { strategy, fault, property, settings: values }
  return {
    // The names are those of the comparison, which had them from the same lists.
    cell: { ...named, ...said, search, counterexample: null } as PlayRequest['cell'],
    counterexample: {
      ...{ path, replay, schedule, choicesFound, choices, witnesses: [], events: [] },
      ...(from === '' ? {} : { from }),
      ...(verdict.atStart === true ? { rebalanceAtStart: true } : {}),
    } as PlayRequest['counterexample'],
    scenario: broken.run,
    seed: report.data.seed,
  }
}
