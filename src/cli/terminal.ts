/** Where a command writes: the one place that the tests replace. */

/** Standard output and error, and what is known about them. */
export interface Terminal {
  out(text: string): void
  err(text: string): void
  /** Whether standard error is a screen, which a progress bar may redraw. */
  readonly interactive: boolean
  /** Whether standard output takes colours. */
  readonly colour: boolean
}

/** The process's own streams. */
export function processTerminal(colour: boolean): Terminal {
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    interactive: process.stderr.isTTY === true,
    colour: colour && process.stdout.isTTY === true,
  }
}
