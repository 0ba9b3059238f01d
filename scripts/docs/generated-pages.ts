/** Every page, and schema, that is made from code and data alone, by its path below the root. */
import { readComparison } from '../../src/cli/review/read-comparison.ts'
import { properties } from '../../src/properties/all.ts'
import type { ReportContext } from '../../src/report/tables/summary.ts'
import type { Comparison } from '../../src/search/verdicts/comparison.ts'
import { strategies } from '../../src/strategies/all.ts'
import { commandsPage } from './reference/commands.ts'
import { eventsPage } from './reference/events.ts'
import { faultsPage } from './reference/faults.ts'
import { glossaryPage } from './reference/glossary.ts'
import { propertiesPage } from './reference/properties.ts'
import { settingsPage } from './reference/settings.ts'
import { schemaPath, schemaText } from './schema.ts'
import { strategyIndex } from './strategies/strategy-index.ts'
import { strategyPage } from './strategies/strategy-page.ts'

/** The committed comparison. */
export function committedComparison(root: string): Comparison {
  return readComparison('reports/comparison.json', root)
}

/** The words of stories. */
function contextOf(): ReportContext {
  const statements = new Map(properties.map(({ name, statement }) => [name, statement]))
  return {
    ...{ swarm: [], statements, headings: new Map() },
    catches: new Map(),
    summaries: new Map(),
  }
}

/** Path and text of each. */
export function generatedPages(root: string): ReadonlyMap<string, string> {
  const comparison = committedComparison(root)
  const material = { root, comparison, context: contextOf() }
  return new Map([
    ['docs/glossary.md', glossaryPage()],
    ['docs/reference/commands.md', commandsPage()],
    ['docs/reference/faults.md', faultsPage(comparison)],
    ['docs/reference/properties.md', propertiesPage(root)],
    ['docs/reference/settings.md', settingsPage(root)],
    ['docs/reference/events.md', eventsPage(root)],
    [schemaPath, schemaText(root)],
    ['docs/strategies/README.md', strategyIndex(comparison)],
    ...strategies.map((shipped) => {
      const path = `docs/strategies/${shipped.strategy.name}.md`
      return [path, strategyPage(shipped, material)] as const
    }),
  ])
}
