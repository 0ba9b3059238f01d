/** Which strategies of the same client keep what this cell breaks. */
import type { Report } from '../open-report.ts'
import { losesNoMore, priceOf } from '../parts/price.ts'
import { hrefOf } from '../places.ts'
import { isUnbroken } from '../verdict-signs.ts'

const alternativesMax = 4

/**
 * Their numbers: known cures first, then those that claim the property, in the order of the data.
 * Known bugs are no cure, nor is what loses records where this one keeps them.
 */
export function alternativesOf(report: Report, cell: number): readonly number[] {
  const { strategies } = report.data
  const place = report.place(cell)
  const own = strategies[place.strategy]
  if (own === undefined) return []
  const ranked = strategies.flatMap((other, strategy) => {
    const verdict = report.verdict(report.number({ ...place, strategy }))
    if (other.faulty || verdict === null || !isUnbroken(verdict)) return []
    if (!losesNoMore(report, strategy, place.strategy)) return []
    const named = own.instead.indexOf(other.name)
    if (named >= 0) return [{ strategy, rank: named - own.instead.length }]
    return other.family === own.family ? [{ strategy, rank: verdict.claimed ? 0 : 1 }] : []
  })
  const sorted = ranked.sort((a, b) => a.rank - b.rank || a.strategy - b.strategy)
  return sorted.slice(0, alternativesMax).map(({ strategy }) => strategy)
}

/** A line that links to their cells, each with its price; nothing where there are none. */
export function Alternatives({ report, cell }: { readonly report: Report; readonly cell: number }) {
  const alternatives = alternativesOf(report, cell)
  if (alternatives.length === 0) return null
  return (
    <p class="instead">
      <b>To keep {report.data.properties[report.place(cell).property]?.name}, use instead</b>{' '}
      {alternatives.map((strategy, at) => (
        <span key={strategy}>
          {at > 0 && ', '}
          <a href={hrefOf(report, { ...report.place(cell), strategy })}>
            {report.data.strategies[strategy]?.name}
          </a>{' '}
          ({priceOf(report, strategy, report.place(cell).strategy)})
        </span>
      ))}
      .
    </p>
  )
}
