/** What ought to happen in some schedule of a search: it is declared as properties are. */
import type { Handlers } from './deliveries.ts'
import type { Fields } from './state/field.ts'
import { fieldSet } from './state/field-set.ts'

/** Something that a search must have seen at least once, or it proves nothing. */
export interface Sometimes {
  readonly name: string
  readonly statement: string
  monitor(): SometimesMonitor
}

/** Follows one run after another. */
export interface SometimesMonitor {
  readonly on: Handlers
  reset(): void
  /** Asked once at the end of each run. */
  seen(): boolean
}

/** How it is declared: `see` is called when it happens. */
export interface SometimesDefinition<State extends object> {
  readonly name: string
  readonly statement: string
  readonly state?: Fields<State>
  on(parts: { readonly own: State; readonly see: () => void }): Handlers
}

/** Declares it. */
export function sometimes<State extends object = Record<never, never>>(
  definition: SometimesDefinition<State>,
): Sometimes {
  const { name, statement, state, on } = definition
  const fields = fieldSet((state ?? {}) as Fields<State>)
  return {
    name,
    statement,
    monitor: () => {
      const own = fields.fresh()
      let seen = false
      return {
        on: on({
          own,
          see: () => {
            seen = true
          },
        }),
        reset: () => {
          seen = false
          fields.clear(own)
        },
        seen: () => seen,
      }
    },
  }
}
