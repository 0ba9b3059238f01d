/**
 * A member of the group: a process with a container in it, which prints what it sees and waits in
 * its handlers for what the script says.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { SpringEvent } from './spring-trace.ts'

/** A record, as scripts write it. */
export interface Place {
  readonly partition: number
  readonly offset: number
}

/** Says what becomes of a record that has come to a handler; null: it is held. */
export type Answer = (place: Place, nth: number) => string | null

/** What the process prints for the script and not for the trace. */
const forTheScript: ReadonlySet<string> = new Set(['poll-held', 'stop-known'])

export class Member {
  readonly name: string
  /** All that was seen, and what the script did to it. */
  readonly events: SpringEvent[] = []
  /** Which records came to handlers, in the order in which they came. */
  readonly handled: Place[] = []
  answer: Answer = () => 'done'
  /** How long a handler works before it is answered. */
  handlerMs = 0
  ended = false

  readonly #child: ChildProcess
  readonly #notes = new Set<string>()
  #told = ''
  #lastAt = Date.now()

  constructor(name: string, java: readonly string[], folder: string) {
    this.name = name
    this.#child = spawn('java', [...java], { stdio: ['pipe', 'pipe', 'pipe'], cwd: folder })
    this.#child.stdin?.on('error', () => {})
    this.#child.stderr?.on('data', (text: Buffer) => {
      this.#told = (this.#told + text).slice(-2000)
    })
    this.#child.on('exit', () => {
      this.ended = true
    })
    const { stdout } = this.#child
    if (stdout === null) throw new Error('a process without output')
    createInterface({ input: stdout }).on('line', (line) => this.#take(line))
  }

  /** What the process wrote where errors go. */
  get complaints(): string {
    return this.#told
  }

  /** For how long nothing has been seen. */
  get quietMs(): number {
    return Date.now() - this.#lastAt
  }

  /** Whether the process has said that to the script. */
  hasNoted(note: string): boolean {
    return this.#notes.has(note)
  }

  say(line: string): void {
    this.#child.stdin?.write(`${line}\n`)
  }

  /** What becomes of a record that is held. */
  release({ partition, offset }: Place, word = 'done'): void {
    this.say(`${partition}@${offset} ${word}`)
  }

  signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
    this.#child.kill(signal)
  }

  #take(line: string): void {
    if (!line.startsWith('{')) return
    const event = JSON.parse(line) as SpringEvent
    this.#lastAt = Date.now()
    if (forTheScript.has(event.kind)) {
      this.#notes.add(event.kind)
      return
    }
    this.events.push(event)
    if (event.kind !== 'processing-started') return
    const { partition, offset } = event
    const place = { partition, offset }
    this.handled.push(place)
    const word = this.answer(place, this.handled.length)
    if (word === null) return
    if (this.handlerMs === 0) this.release(place, word)
    else setTimeout(() => this.release(place, word), this.handlerMs)
  }
}
