/** The one line that plays a counterexample again: it says all that differs from the defaults. */
import { defaultScenario, type Scenario } from '../../model/scenario.ts'
import type { Settings } from '../../model/settings.ts'
import { formatPath } from '../schedules/path.ts'
import type { FaultSet } from '../verdicts/fault-sets.ts'

/** Options of the command line, by the size of a scenario that they set. */
const sizeOptions = {
  partitions: '--partitions',
  records: '--records',
  members: '--members',
  faultsMax: '--faults-max',
  delaysMax: '--delays-max',
} as const

/**
 * The command; `scenario` holds the sizes as the user gave them, before a strategy's own limits.
 * A path means something only in its scenario, so the faults and settings are part of the line.
 */
export function replayLine(
  strategy: string,
  fault: FaultSet,
  settings: Readonly<Partial<Settings>>,
  scenario: Scenario,
  choices: readonly number[],
): string {
  const parts = ['ackurate replay', strategy]
  if (fault !== 'none') parts.push('--faults', fault)
  for (const name of Object.keys(settings).sort() as (keyof Settings)[]) {
    if (settings[name] === defaultScenario.settings[name]) continue
    parts.push('--set', `${name}=${settings[name]}`)
  }
  if (scenario.topic !== defaultScenario.topic) parts.push('--topic', scenario.topic)
  for (const size of Object.keys(sizeOptions) as (keyof typeof sizeOptions)[]) {
    if (scenario[size] === defaultScenario[size]) continue
    parts.push(sizeOptions[size], String(scenario[size]))
  }
  if (scenario.newGroup) parts.push('--new-group')
  parts.push('--path', formatPath(choices))
  return parts.join(' ')
}
