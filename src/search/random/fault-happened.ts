/** Counts the faults that really fired: a search in which one never did proves nothing of it. */
import type { FaultName } from '../../model/faults/all.ts'
import type { Sometimes } from '../../properties/sometimes-property.ts'

/** The name under which a fault's happening is counted. */
export function happened(fault: FaultName): string {
  return `${fault}-happened`
}

/** Seen when the fault happened at least once in the run. */
export function faultHappened(fault: FaultName): Sometimes {
  return {
    name: happened(fault),
    statement: `The fault ${fault} happened.`,
    monitor: () => {
      let seen = false
      return {
        on: {
          fault: (event) => {
            if (event.fault === fault) seen = true
          },
        },
        reset: () => {
          seen = false
        },
        seen: () => seen,
      }
    },
  }
}
