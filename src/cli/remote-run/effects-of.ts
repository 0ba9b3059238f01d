/** Where effects are seen, with the query where that is a database. */
import type { EffectSource } from '../../remote/effects/effect-source.ts'
import { isOfOneRun, type SqlSource } from '../../remote/effects/sql/sql-source.ts'
import { readGivenFile } from '../read-given-file.ts'
import { UsageError } from '../usage-error.ts'

/** What was said of effects. */
export interface EffectsWish {
  readonly effects?: readonly EffectSource[]
  readonly effectsQuery?: string
  readonly effectsSetup?: string
}

/** The places. Throws a UsageError. */
export function effectsOf(wish: EffectsWish, folder: string): readonly EffectSource[] {
  const { effects, effectsQuery: query, effectsSetup: file } = wish
  const sources = effects ?? [{ kind: 'stdout', pattern: /(?:)/ } as const]
  const databases = sources.filter(isSql)
  if (databases.length > 1) throw new UsageError('--effects sql:… can be given once')
  if (databases.length === 0) {
    if (query === undefined && file === undefined) return sources
    const option = query === undefined ? '--effects-setup' : '--effects-query'
    throw new UsageError(`${option} goes with --effects sql:…, which says where the database is`)
  }
  if (query === undefined) {
    throw new UsageError('--effects sql:… needs --effects-query, such as "select key from applied"')
  }
  const setup = file === undefined ? null : readGivenFile(file, '--effects-setup', folder)
  return sources.map((one) => (isSql(one) ? { ...one, query, setup } : one))
}

/** Whether runs would find in a database what others have left there. */
export function isShared(sources: readonly EffectSource[]): boolean {
  return sources.some((one) => isSql(one) && !isOfOneRun(one))
}

/** Whether a record can be told by its number alone. */
export function knowsNumbers(sources: readonly EffectSource[]): boolean {
  return sources.some(isSql)
}

function isSql(source: EffectSource): source is SqlSource {
  return source.kind === 'sql'
}
