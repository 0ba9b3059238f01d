/** How a command ends. */

/** Commander has no place for an exit code, so that commands set it here. */
export interface Ending {
  code: number
}
