/** The user's program, and the world that it meets, as the options say. */
import type { RemoteProgram } from '../../remote/schedule/plan.ts'
import { brokersUsual } from '../../remote/search/brokers-of.ts'
import { envOf, type RemoteOptions } from '../options/remote-options.ts'
import { effectsOf, knowsNumbers } from './effects-of.ts'
import { recordsOf } from './records-of.ts'

/** Throws a UsageError. */
export function programOf(
  command: readonly string[],
  raw: RemoteOptions,
  folder: string,
): RemoteProgram {
  const { topic, partitions, records, members, newGroup } = raw
  const brokers = raw.brokers ?? brokersUsual
  const effects = effectsOf(raw, folder)
  return {
    ...{ command, cwd: folder, env: envOf(raw.env), settings: {}, effects },
    ...{ topic, partitions, records, members, brokers, newGroup, upstream: raw.upstream ?? null },
    templates: recordsOf(raw, knowsNumbers(effects), folder),
    limits: { joinMs: raw.join, patienceMs: raw.patience, graceMs: raw.grace },
  }
}
