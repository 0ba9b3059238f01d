/** Shows how far long work has come: a bar on a screen, a few plain lines elsewhere. */
import cliProgress from 'cli-progress'
import type { Terminal } from './terminal.ts'

/** One step is one unit of work done. */
export interface Progress {
  step(): void
  /** Ends the display and gives the cursor back; safe to call twice. */
  stop(): void
}

function bar(total: number, what: string): Progress {
  const format = `  {bar} {percentage} % of ${what} | {eta_formatted} left`
  const shown = new cliProgress.SingleBar(
    { format, hideCursor: true, clearOnComplete: true, stream: process.stderr },
    cliProgress.Presets.shades_classic,
  )
  shown.start(total, 0)
  return { step: () => shown.increment(), stop: () => shown.stop() }
}

function lines(total: number, what: string, terminal: Terminal): Progress {
  let done = 0
  let tenths = 0
  return {
    step() {
      done += 1
      const now = Math.floor((done * 10) / total)
      if (now > tenths) terminal.err(`${now * 10} % of ${what}\n`)
      tenths = now
    },
    stop() {},
  }
}

/** Starts the display. */
export function startProgress(total: number, what: string, terminal: Terminal): Progress {
  return terminal.interactive ? bar(total, what) : lines(total, what, terminal)
}
