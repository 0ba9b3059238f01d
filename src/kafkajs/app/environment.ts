/** `process` as simulated code sees it: its own signals and its own end, never the host's. */
import { EventEmitter } from 'node:events'
import process from 'node:process'
import { tellsLines } from '../../model/telling-lines.ts'
import { lineAsking } from '../realm/lines.ts'
import type { Process } from '../simulation/simulation.ts'

type Variables = Readonly<Record<string, string | undefined>>

/** What the user's configuration sets. */
let configured: Variables = {}

/** Variables of all services that are loaded in this thread from now on. */
export function giveEnvironment(variables: Variables): void {
  configured = variables
  environmentVariables = variablesNow()
}

/** The environment of a thread in which services are to run. */
export function hostEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, ...configured }
}

/** The environment without what would change how kafkajs behaves (reference C.1). */
function variablesNow(): Variables {
  return {
    ...process.env,
    ...{ NODE_ENV: 'production', KAFKAJS_NO_PARTITIONER_WARNING: '1' },
    ...configured,
  }
}

/** Kept, for to ask the host costs more than to copy. */
let environmentVariables = variablesNow()

/** A variable that is not set, and which line of the user's asks for it. */
export interface MissingVariable {
  readonly name: string
  readonly line: string
}

/** Of the last run that told lines. */
let missing: MissingVariable[] = []

/** The first variable that the user's own files asked for and did not find; null: none. */
export function firstMissing(): MissingVariable | null {
  return missing[0] ?? null
}

/** A run that tells lines begins. */
export function forgetMissing(): void {
  missing = []
}

/** `process.env`: who asks for what is not set is remembered, where lines are told. */
function environmentOf({ realm, file }: Process['simulation']): Variables {
  const variables = { ...environmentVariables }
  if (!tellsLines()) return variables
  return new Proxy(variables, {
    get: (_, name) => {
      const value: unknown = Reflect.get(variables, name)
      if (value !== undefined || typeof name === 'symbol') return value
      const line = lineAsking(realm, file)
      if (line !== null) missing.push({ name, line })
      return value
    },
  })
}

/** What a shell sees of a process that aborts. */
const abortCode = 134

const silentStream = { write: () => true, isTTY: false, on: () => {}, once: () => {} }

function facts(env: Variables): object {
  const { platform, arch, version, versions, release, execPath } = process
  return {
    ...{ platform, arch, version, versions, release, execPath },
    env,
    argv: ['node', 'service'],
    execArgv: [],
    pid: 1,
    ppid: 0,
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
  return { ...facts({ ...environmentVariables }), hrtime: () => [0, 0], nextTick: undefined }
}

/** `process` of one simulated process: `exit` ends it, and a signal that it listens for is told. */
export class SimulatedProcess extends EventEmitter {
  constructor(app: Process) {
    super()
    const now = () => app.now()
    Object.assign(this, facts(environmentOf(app.simulation)), {
      exitCode: undefined,
      exit: (code?: number) => this.#exit(app, code),
      abort: () => this.#exit(app, abortCode),
      kill: (_pid: number, signal?: NodeJS.Signals | 0) => this.#signal(app, signal),
      uptime: () => (now() - app.startedAt) / 1000,
      hrtime: Object.assign(() => [Math.floor(now() / 1000), (now() % 1000) * 1e6], {
        bigint: () => BigInt(now()) * 1_000_000n,
      }),
      nextTick: (callback: (...args: unknown[]) => void, ...args: unknown[]) => {
        app.queueMicrotask(() => callback(...args))
      },
    })
  }

  /** Whether it has a listener of its own, so that Node's default does not apply. */
  hears(event: string): boolean {
    return this.listenerCount(event) > 0
  }

  /** Like the real one it does not return: what stands behind it does not run. */
  #exit(app: Process, given?: number): never {
    const code = given ?? (this as { exitCode?: number }).exitCode ?? 0
    this.emit('exit', code)
    app.exited(Number(code))
    throw new app.simulation.realm.Error(`process.exit(${code})`)
  }

  /** A process can signal itself only; a signal that it has no listener for ends it. */
  #signal(app: Process, signal: NodeJS.Signals | 0 = 'SIGTERM'): boolean {
    if (signal === 0) return true
    if (this.hears(signal)) this.emit(signal, signal)
    else app.killedItself(signal)
    return true
  }
}
