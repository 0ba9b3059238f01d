/**
 * What of Spark's configuration a run obeys, under Spark's names.
 *
 * Source: `StreamingConf` (`STREAMING_STOP_GRACEFULLY_ON_SHUTDOWN`), `JobScheduler`
 * (`spark.streaming.concurrentJobs`), `internal.config` (`TASK_MAX_FAILURES`).
 */

/** What a driver obeys. */
export interface SparkConfig {
  /** After so many attempts of a task that failed, its batch fails; 1 with a local master. */
  readonly 'spark.task.maxFailures': number
  /** How many batches of a DStream run at once. */
  readonly 'spark.streaming.concurrentJobs': number
  /** Whether a DStream that is asked to stop ends its batches first. */
  readonly 'spark.streaming.stopGracefullyOnShutdown': boolean
}

const defaultSparkConfig: SparkConfig = {
  'spark.task.maxFailures': 4,
  'spark.streaming.concurrentJobs': 1,
  'spark.streaming.stopGracefullyOnShutdown': false,
}

/**
 * The configuration with Spark's defaults. Throws an Error where it has a name that nothing obeys,
 * or a number that is none; `of` names the function that was called.
 */
export function sparkConfigOf<Name extends keyof SparkConfig>(
  of: string,
  config: Partial<SparkConfig>,
  obeyed: readonly Name[],
): Pick<SparkConfig, Name> {
  for (const [name, value] of Object.entries(config)) {
    if (!obeyed.some((one) => one === name)) throw new Error(`${of}: nothing here obeys ${name}`)
    const isCount = Number.isInteger(value) && Number(value) > 0
    if (typeof value === 'boolean' ? !name.endsWith('OnShutdown') : !isCount) {
      throw new Error(`${of}: ${name} cannot be ${String(value)}`)
    }
  }
  return { ...defaultSparkConfig, ...config }
}
