/** What the matrix shows: property, settings, and which strategies. */
import { familyTitle } from '../../report/answers/family-title.ts'
import type { Report } from '../open-report.ts'
import { Choice } from '../parts/choice.tsx'
import { type Filter, usualFilter } from '../route.ts'
import { promises } from './rows.ts'

interface FiltersProps {
  readonly report: Report
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
}

const distinct = (words: readonly string[]): readonly string[] => [...new Set(words)]

/** The row of controls above the matrix. */
export function MatrixFilters({ report, filter, onFilter }: FiltersProps) {
  const { properties, settings, strategies } = report.data
  const change = (part: Partial<Filter>) => onFilter({ ...filter, ...part })
  const { property, settings: label, sort, case: asked } = filter
  const usual = { ...usualFilter, property, settings: label, sort, case: asked }
  const changed = JSON.stringify(filter) !== JSON.stringify(usual)
  const claims = distinct(strategies.map((entry) => entry.claims))
  const families = distinct(strategies.map(({ family }) => family))
  return (
    <search class="filters">
      <Choice
        name="Property"
        value={filter.property}
        options={[
          [promises, 'lost | repeated'],
          ...properties.map(({ name }) => [name, name] as const),
          ['', 'what each claims'],
        ]}
        onChange={(property) => change({ property })}
      />
      {settings.length > 1 && (
        <Choice
          name="auto.offset.reset"
          value={filter.settings === '' ? (settings[0]?.label ?? '') : filter.settings}
          options={settings.map(({ label }) => [label, label] as const)}
          onChange={(label) => change({ settings: label === settings[0]?.label ? '' : label })}
        />
      )}
      <Choice
        name="Family"
        value={filter.family}
        options={[['', 'all'], ...families.map((name) => [name, familyTitle(name)] as const)]}
        onChange={(family) => change({ family })}
      />
      <Choice
        name="Claim"
        value={filter.claim}
        options={[['', 'any'], ...claims.map((name) => [name, name] as const)]}
        onChange={(claim) => change({ claim })}
      />
      <label>
        <span>Name, fault or words</span>
        <input
          type="search"
          value={filter.text}
          onInput={(event) => change({ text: event.currentTarget.value })}
        />
      </label>
      <label class="tick">
        <input
          type="checkbox"
          checked={filter.broken}
          onChange={(event) => change({ broken: event.currentTarget.checked })}
        />
        <span>Only what is broken</span>
      </label>
      {changed && (
        <button type="button" onClick={() => onFilter(usual)}>
          Show all
        </button>
      )}
    </search>
  )
}
