/** What `ackurate.config.ts` may say: the options of the command line, kept with the code. */
import type { FaultName } from '../model/faults/all.ts'
import type { Scenario } from '../model/scenario.ts'
import type { Settings } from '../model/settings.ts'
import type { PropertyName } from '../properties/all.ts'

/** One fault, several in the same run, or `none` for a quiet run. */
export type FaultsTogether = 'none' | FaultName | `${FaultName}+${FaultName}`

/** The topic and the sizes of a run, as the command line takes them. */
export type Sizes = Partial<
  Pick<
    Scenario,
    'topic' | 'partitions' | 'records' | 'members' | 'faultsMax' | 'delaysMax' | 'newGroup'
  >
>

/** Files to write, each as the option of the same name would. Paths start at the config file. */
export interface Outputs {
  /** The folder of the reports. */
  readonly out?: string
  readonly json?: string
  /** Markdown for a comment on a pull request. */
  readonly comment?: string
  readonly junit?: string
  readonly sarif?: string
  readonly badge?: string
}

/**
 * Defaults for `ackurate compare`, `check`, `hunt` and `toHold`. The command line is stronger, and
 * so is the environment (`ACKURATE_SEED`, ...). What a command does not take is not given to it.
 */
export interface Config {
  /** Shipped names or files, for `compare` and `hunt`. Paths start at the config file. */
  readonly strategies?: readonly string[]
  /** Each is a search of its own. */
  readonly faults?: readonly FaultsTogether[]
  readonly properties?: readonly PropertyName[]
  /** By Kafka's names. */
  readonly settings?: Partial<Settings>
  /** A file of Kafka properties; `settings` are stronger. */
  readonly settingsFile?: string
  readonly scenario?: Sizes
  /** Random schedules per strategy and fault. */
  readonly schedules?: number
  /** A limit with its unit, such as `30s`; what is not finished then is undecided. */
  readonly time?: string
  readonly seed?: string | number
  /** `process.env` of a kafkajs service, set before it is loaded, besides what is set anyway. */
  readonly env?: Readonly<Record<string, string>>
  /** Worker threads of the command line. */
  readonly jobs?: number
  /** What the search must have met, such as `fault-phase>=80%`. */
  readonly cover?: readonly string[]
  /** Found paths, to be replayed first; `false`: none. A test that fails adds its own. */
  readonly regressions?: string | false
  /** An earlier comparison as JSON, to tell what changed. */
  readonly baseline?: string
  readonly outputs?: Outputs
}

/** The same object; an editor now knows what may stand in it. */
export function defineConfig(config: Config): Config {
  return config
}
