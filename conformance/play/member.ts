/** A consumer's process: what it tells, what it is answered, and signals to it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { After, TraceEvent } from '../trace/trace.ts'

/** How to start a process; `settings` are its consumer's, by Kafka's names. */
export interface Command {
  readonly program: string
  readonly args: readonly string[]
}

/** A record that a handler has been given. */
export interface InWork {
  readonly partition: number
  readonly offset: number
}

/** What a member asks for. */
export interface Answers {
  /** What to answer a handler; null: nothing yet. */
  handled(member: Member, record: InWork): 'done' | 'fail' | null
  loadOffsets(partitions: readonly number[]): readonly number[]
  /** Whether the store took them. */
  saveOffsets(
    offsets: Readonly<Record<string, number>>,
    expected: Readonly<Record<string, number>>,
  ): boolean
  /** One more event was seen. */
  told(member: Member): void
  /** Something has happened. */
  changed(): void
}

/** A line that a process tells: an event, or a question. */
type Line =
  | TraceEvent
  | { readonly kind: 'polling' | 'polling-ended' }
  | { readonly kind: 'store-load'; readonly partitions: readonly number[] }
  | {
      readonly kind: 'store-save'
      readonly offsets: Readonly<Record<string, number>>
      readonly expected: Readonly<Record<string, number>>
    }

export class Member {
  readonly name: string
  /** Which place it has: who follows a process that has ended has the same. */
  readonly slot: number
  readonly events: TraceEvent[] = []
  /** Partitions that it takes for its own. */
  readonly assigned = new Set<number>()
  /** How many records its handler has been given. */
  given = 0
  /** The record that its handler is held at. */
  held: InWork | null = null
  polling = false
  ended = false
  /** What its process said of its end, and whatever it wrote besides. */
  said = ''
  readonly #child: ChildProcess
  readonly #answers: Answers
  #after: After | null

  constructor(name: string, slot: number, command: Command, after: After, answers: Answers) {
    this.name = name
    this.slot = slot
    this.#answers = answers
    this.#after = after
    this.#child = spawn(command.program, command.args, { stdio: ['pipe', 'pipe', 'pipe'] })
    const { stdout, stderr, stdin } = this.#child
    if (stdout === null || stderr === null) throw new Error('a process without output')
    stdin?.on('error', () => {})
    stderr.on('data', (text) => {
      this.said = (this.said + text).slice(-4000)
    })
    createInterface({ input: stdout }).on('line', (line) => this.#take(line))
    this.#child.on('error', (error) => {
      this.said += String(error)
      this.#end()
    })
    this.#child.on('close', () => this.#end())
  }

  /** Answers a handler that is held; what it tells next came after all that was told before. */
  release(answer: 'done' | 'fail', after: After): void {
    this.held = null
    this.#after = after
    this.#send(answer)
  }

  /** Asks it to stop; what it tells next came after all that was told before. */
  askToStop(after: After): void {
    this.#after = after
    this.signal('SIGTERM')
  }

  /** Writes down what the script does to it. */
  note(event: TraceEvent): void {
    this.#push(event)
    this.#answers.changed()
  }

  signal(name: 'SIGTERM' | 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
    this.#child.kill(name)
  }

  #end(): void {
    this.ended = true
    this.polling = false
    this.assigned.clear()
    this.#answers.changed()
  }

  #send(line: string): void {
    this.#child.stdin?.write(`${line}\n`)
  }

  #take(text: string): void {
    const line = JSON.parse(text) as Line
    switch (line.kind) {
      case 'polling':
      case 'polling-ended':
        this.polling = line.kind === 'polling'
        break
      case 'store-load':
        this.#send(this.#answers.loadOffsets(line.partitions).join())
        break
      case 'store-save':
        this.#send(this.#answers.saveOffsets(line.offsets, line.expected) ? 'ok' : 'conflict')
        break
      default:
        this.#seen(line)
    }
    this.#answers.changed()
  }

  #seen(event: TraceEvent): void {
    if (event.kind === 'died' && 'message' in event) {
      this.said += String(event.message)
      this.#push({ kind: 'died', error: event.error })
      return
    }
    this.#push(event)
    if (event.kind === 'assigned') this.assigned.add(event.partition)
    if (event.kind === 'revoked' || event.kind === 'lost') this.assigned.delete(event.partition)
    if (event.kind !== 'processing-started') return
    this.given++
    const record = { partition: event.partition, offset: event.offset }
    const answer = this.#answers.handled(this, record)
    if (answer === null) this.held = record
    else this.#send(answer)
  }

  #push(event: TraceEvent): void {
    const after = this.#after
    this.#after = null
    const known = after !== null && Object.keys(after).length > 0
    this.events.push(known ? { ...event, after } : event)
    this.#answers.told(this)
  }
}
