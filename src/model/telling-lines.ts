/**
 * Whether events are to name the line of the user's code that they come from. To find it costs more
 * than the event, so it is done where a run is played to be told, never in a search.
 */

let isTelling = false
let folder: string | null = null

/** Whether lines are wanted now. */
export function tellsLines(): boolean {
  return isTelling
}

/** Runs `body` with lines; nothing else of a run depends on them. */
export function tellingLines<T>(body: () => T): T {
  const before = isTelling
  isTelling = true
  try {
    return body()
  } finally {
    isTelling = before
  }
}

/** Paths of lines begin here from now on; without it, in the working directory. */
export function seeLinesFrom(begin: string): void {
  folder = begin
}

/** Where paths of lines begin; null: in the working directory. */
export function linesBegin(): string | null {
  return folder
}
