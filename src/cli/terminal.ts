/** Where a command writes and asks, and how it ends: the one place that the tests replace. */
import { createInterface } from 'node:readline/promises'
import { Interrupted } from './interrupt.ts'

/** Steps of a command, and how many of them have begun: `1/3`. */
export interface Steps {
  readonly count: number
  begun: number
}

/** Standard output and error, and what is known about them. */
export interface Terminal {
  out(text: string): void
  err(text: string): void
  /** Of the command, whose progress is told step by step; absent: it has one. */
  readonly steps?: Steps
  /** Whether standard error is a screen, which a progress bar may redraw. */
  readonly interactive: boolean
  /** How wide standard output is; absent: nobody said, and prose is not broken into lines. */
  readonly columns?: number
  /** Whether standard output takes colours. */
  readonly colour: boolean
  /** Asks, and waits for the answer's line; absent where nobody is there to answer. */
  readonly ask?: (question: string) => Promise<string>
}

/** How a command ends: commander has no place for an exit code, so that commands set it here. */
export interface Ending {
  code: number
  /** Whether a signal is how it usually ends: then the code is that of what was found. */
  ownSignal?: boolean
}

/** The width for whoever lays out a table. */
export function widthOf({ columns }: Terminal): { readonly width?: number } {
  return columns === undefined ? {} : { width: columns }
}

/** The process's own streams. */
export function processTerminal(colour: boolean): Terminal {
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    ...columnsOf(process.env['COLUMNS'], process.stdout.columns),
    interactive: process.stderr.isTTY === true,
    colour: colour && process.stdout.isTTY === true,
    ...(process.stdin.isTTY === true && process.stderr.isTTY === true ? { ask } : {}),
  }
}

/** `COLUMNS` where it is a number, else what the screen says; a few columns are no width. */
function columnsOf(
  wish: string | undefined,
  screen: number | undefined,
): Pick<Terminal, 'columns'> {
  const columns = /^\d+$/.test(wish ?? '') ? Number(wish) : screen
  return columns === undefined || columns < 40 ? {} : { columns }
}

/** An input that ends without an answer gave none; Ctrl-C gives up the command. */
async function ask(question: string): Promise<string> {
  const reader = createInterface({ input: process.stdin, output: process.stderr })
  const ended = new Promise<string>((resolve, reject) => {
    reader.once('SIGINT', () => reject(new Interrupted()))
    reader.once('close', () => resolve(''))
  })
  try {
    return await Promise.race([reader.question(question), ended])
  } finally {
    reader.close()
  }
}
