/** Who was assigned a partition last. */
import { type Kept, kept } from '../kept.ts'
import { mix } from '../lanes.ts'
import { createPlaces, type Places } from '../state/partition-table.ts'
import { keepPlaces } from '../state/per-partition.ts'

/** The last owner of a partition; null: nobody so far. */
export interface Owner {
  member: string | null
}

/** Keeps the table; whoever owned last is known to verdicts by name only. */
export function keepOwners(owners: Places<Owner>): Kept {
  return kept(
    keepPlaces<Owner, string | null>(owners, {
      copy: ({ member }) => member,
      load: (data, saved) => {
        data.member = saved
      },
      mix: ({ data }) => data !== null,
      mixNames: ({ data }, { names }, part) => mix(part, data === null ? -2 : names.member(data)),
    }),
  )
}

/** A table of last owners. */
export function createOwners(): Places<Owner> {
  return createPlaces<Owner>(
    () => ({ member: null }),
    (data) => {
      data.member = null
    },
  )
}
