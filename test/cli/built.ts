/** The command as it is installed: compiled, in a process of its own, with worker threads. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** What a process did. */
export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
  /** Until the process ended; what it has started may keep its output open for longer. */
  readonly tookMs: number
}

/** A signal that is sent so long after the start. */
export interface Later {
  readonly signal: NodeJS.Signals
  readonly afterMs: number
}

/** Runs `ackurate …`; `onErr` sees standard error as it comes, and may send a signal. */
export function runBuilt(
  argv: readonly string[],
  folder: string,
  onErr: (text: string, kill: (signal: NodeJS.Signals) => void) => void = () => {},
  env: Readonly<Record<string, string>> = {},
  later: Later | null = null,
): Promise<Ended> {
  const start = performance.now()
  const child = spawn(process.execPath, [join(root, 'dist/cli/main.js'), ...argv], {
    cwd: folder,
    env: { ...process.env, ...env },
  })
  const written = { out: '', err: '' }
  const timer =
    later === null ? undefined : setTimeout(() => child.kill(later.signal), later.afterMs)
  child.stdout.on('data', (text) => {
    written.out += text
  })
  child.stderr.on('data', (text) => {
    written.err += text
    onErr(written.err, (signal) => child.kill(signal))
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    let tookMs = 0
    child.on('exit', () => {
      tookMs = performance.now() - start
    })
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve({ code, ...written, tookMs })
    })
  })
}
