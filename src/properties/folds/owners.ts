/** Who was assigned a partition last. */
import { createPlaces, type Places } from './places.ts'

/** The last owner of a partition; null: nobody so far. */
export interface Owner {
  member: string | null
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
