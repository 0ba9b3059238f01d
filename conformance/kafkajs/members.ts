/** The processes of one run, and their supervisor: who ends is started again. */
import { type ChildProcess, spawn } from 'node:child_process'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Note, Plan, Strike } from './plan.ts'
import type { StoryEvent } from './story.ts'
import { tempo } from './tenfold.ts'

/** One line of what processes write down. */
export type Line = StoryEvent | Note

/** What is the same for all of them. */
export type Common = Omit<Plan, 'member' | 'strike'>

interface Member {
  readonly name: string
  readonly child: ChildProcess
  isOver: boolean
}

/** A supervisor starts the next process so much later; who was asked to stop has so long. */
const restartDelayMs = 5000 / tempo
const graceMs = 30_000 / tempo

const readyTimeoutMs = 30_000

export class Members {
  readonly #common: Common
  readonly #members: Member[] = []
  #restarts = 0
  #isEnding = false
  readonly #reading = setInterval(() => this.lines(), 25)
  /** How much of the file is read, and what it said. */
  #length = 0
  readonly #lines: Line[] = []

  constructor(common: Common) {
    this.#common = common
  }

  /** Starts a process, which waits for the word to go on. */
  add(strike: Strike | null): Member {
    const name = String.fromCharCode('A'.charCodeAt(0) + this.#members.length)
    const plan: Plan = {
      ...this.#common,
      member: name,
      strike,
      seed: `${this.#common.seed} ${name}`,
    }
    const script = join(import.meta.dirname, 'service.js')
    const child = spawn(process.execPath, [script, JSON.stringify(plan)], {
      stdio: ['pipe', 'ignore', 'ignore'],
      env: { ...process.env, NODE_ENV: 'production', KAFKAJS_NO_PARTITIONER_WARNING: '1' },
    })
    const member: Member = { name, child, isOver: false }
    this.#members.push(member)
    child.stdin?.on('error', () => {})
    child.on('exit', (_code, signal) => this.#ended(member, signal))
    return member
  }

  /** Resolves when all processes wait for the word. */
  async ready(): Promise<void> {
    const deadline = Date.now() + readyTimeoutMs
    while (this.#members.some(({ name }) => !this.#has('ready', name))) {
      if (Date.now() > deadline) throw new Error('a service does not start')
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  /** Resolves when all of them have read from their partitions, or one was struck before. */
  async settled(): Promise<void> {
    const deadline = Date.now() + readyTimeoutMs
    const isOne = ({ kind }: Line) => kind === 'killed' || kind === 'stopping' || kind === 'died'
    while (!this.lines().some(isOne)) {
      if (this.#members.every(({ name }) => this.#hasRead(name))) return
      if (Date.now() > deadline) throw new Error('a service does not read')
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  /** Tells all of them to go on. */
  go(): void {
    for (const { child } of this.#members) child.stdin?.write('go\n')
  }

  /** All that was written down, in order. */
  lines(): readonly Line[] {
    if (!existsSync(this.#common.file)) return this.#lines
    const bytes = readFileSync(this.#common.file)
    const end = bytes.lastIndexOf('\n') + 1
    const text = bytes.subarray(this.#length, end).toString()
    this.#length = Math.max(this.#length, end)
    for (const row of text.split('\n')) {
      if (row === '') continue
      const line = JSON.parse(row) as Line
      this.#lines.push(line)
      if (line.kind === 'stopping') this.#giveGrace(line.member)
    }
    return this.#lines
  }

  /** A number that goes up with everything that is done besides waiting for records. */
  achieved(): number {
    return this.lines().filter((line) => !isWaiting(line)).length
  }

  /** Whether all processes that should run do, have joined, and are in the middle of nothing. */
  isIdle(): boolean {
    if (this.#restarts > 0) return false
    const living = this.#members.filter(({ isOver }) => !isOver)
    return living.every(({ name }) => {
      if (!this.#has('joined', name) || this.#has('stopping', name)) return false
      let pending = 0
      for (const line of this.lines()) {
        if (!('member' in line) || line.member !== name || isWaiting(line)) continue
        if (isBeginning(line)) pending++
        else if (isReturn(line)) pending--
      }
      return pending === 0
    })
  }

  /** Kills what still runs; resolves when nothing does. */
  async end(): Promise<void> {
    this.#isEnding = true
    clearInterval(this.#reading)
    for (const { child, isOver } of this.#members) if (!isOver) child.kill('SIGKILL')
    while (this.#members.some(({ isOver }) => !isOver)) {
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }

  #giveGrace(name: string): void {
    const member = this.#members.find((one) => one.name === name)
    setTimeout(() => {
      if (member?.isOver === false) member.child.kill('SIGKILL')
    }, graceMs).unref()
  }

  #has(kind: Line['kind'], member: string): boolean {
    return this.lines().some(
      (line) => line.kind === kind && 'member' in line && line.member === member,
    )
  }

  #hasRead(member: string): boolean {
    return this.lines().some(
      (line) => line.kind === 'wire' && line.member === member && line.what === 'is answered Fetch',
    )
  }

  #ended(member: Member, signal: NodeJS.Signals | null): void {
    member.isOver = true
    if (this.#isEnding) return
    const { name } = member
    // What an error ended has said so itself.
    if (signal !== null && !this.#has('killed', name)) {
      this.#tell({ kind: 'died', member: name, error: signal })
    }
    this.#restarts++
    setTimeout(() => {
      this.#restarts--
      if (this.#isEnding) return
      this.add(null).child.stdin?.write('go\n')
    }, restartDelayMs)
  }

  #tell(line: Line): void {
    appendFileSync(this.#common.file, `${JSON.stringify(line)}\n`)
  }
}

/** What a member that has nothing to do does for ever. */
function isWaiting(line: Line): boolean {
  return line.kind === 'wire' && /(Fetch|Heartbeat)$/.test(line.what) && !/Offset/.test(line.what)
}

function isBeginning(line: Line): boolean {
  return line.kind === 'processing-started' || (line.kind === 'wire' && /^sends/.test(line.what))
}

function isReturn(line: Line): boolean {
  return line.kind === 'processing-done' || (line.kind === 'wire' && /^is answered/.test(line.what))
}
