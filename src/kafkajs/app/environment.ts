/** `process` as simulated code sees it: its own signals and its own end, never the host's. */
import { EventEmitter } from 'node:events'
import process from 'node:process'
import type { App } from './app.ts'

/** The environment without what would change how kafkajs behaves (reference C.1). */
const environmentVariables: Readonly<Record<string, string | undefined>> = {
  ...process.env,
  NODE_ENV: 'production',
  KAFKAJS_NO_PARTITIONER_WARNING: '1',
}

const silentStream = { write: () => true, isTTY: false, on: () => {}, once: () => {} }

function facts(): object {
  const { platform, arch, version, versions, release, execPath } = process
  return {
    ...{ platform, arch, version, versions, release, execPath },
    env: { ...environmentVariables },
    argv: ['node', 'service'],
    execArgv: [],
    pid: 1,
    title: 'service',
    stdout: silentStream,
    stderr: silentStream,
    cwd: () => process.cwd(),
    memoryUsage: () => ({ rss: 0, heapTotal: 0, heapUsed: 0, external: 0, arrayBuffers: 0 }),
    emitWarning: () => {},
  }
}

/** `process` for kafkajs' own modules, which all processes share. */
export function clientProcess(): object {
  return { ...facts(), hrtime: () => [0, 0], nextTick: undefined }
}

/** `process` of one simulated process: `exit` ends it, and a signal that it listens for is told. */
export class SimulatedProcess extends EventEmitter {
  constructor(app: App) {
    super()
    const now = () => app.now()
    Object.assign(this, facts(), {
      exit: (code = 0) => app.exited(Number(code)),
      kill: () => true,
      uptime: () => (now() - app.startedAt) / 1000,
      hrtime: Object.assign(() => [Math.floor(now() / 1000), (now() % 1000) * 1e6], {
        bigint: () => BigInt(now()) * 1_000_000n,
      }),
      nextTick: (callback: (...args: unknown[]) => void, ...args: unknown[]) => {
        app.queueMicrotask(() => callback(...args))
      },
    })
  }
}
