/** `check application.yml --listener listener.ts`. */
import { quoted, UsageError } from '../usage-error.ts'

/** The word for a configuration with this listener; `given` itself without one. */
export function withListener(given: string, listener: string | undefined): string {
  if (listener === undefined) return given
  if (/\.(yml|yaml|properties)$/.test(given)) return `${given}#${listener}`
  throw new UsageError(
    `--listener goes with a Spring Boot configuration (application.yml), not with ${quoted(given)}`,
  )
}
