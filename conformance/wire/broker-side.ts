/** The real side: a broker over TCP. */
import { connect, type Socket } from 'node:net'
import { type Encoded, encode } from './codec.ts'
import { type Answer, type Names, Observed } from './observed.ts'
import type { Answers, Sent } from './side.ts'
import type { RequestStep, TopicRef } from './step.ts'
import { decodeTransactionState, encodeDescribeTransaction } from './transaction-state.ts'

interface Pending extends Sent {
  readonly encoded: Encoded
}

interface Line {
  readonly socket: Socket
  pending: Pending | null
  /** Who waits for an answer that is not of the sequence; null: nobody. */
  setup: ((body: Buffer) => void) | null
  bytes: Buffer
}

/** The names of one sequence on a broker that it shares with others. */
export function namesOf(prefix: string, topics: readonly string[]): Names {
  return {
    group: (group) => `${prefix}-group-${group}`,
    topic: (topic: TopicRef) =>
      topic === 'unknown' ? `${prefix}-unheard-of` : (topics[topic] ?? ''),
    transactionalId: (id) => `${prefix}-transactional-${id}`,
  }
}

/** How long an answer that the model gave at once is waited for. */
const answerTimeoutMs = 5000

export class BrokerSide {
  readonly observed: Observed
  readonly #port: () => number
  readonly #names: Names
  readonly #lines: Line[][] = []
  readonly #answers = new Map<number, { readonly pending: Pending; readonly body: Buffer }>()
  #requests = 0
  #wake: () => void = () => {}
  #broken: Error | null = null

  /** `port` is asked whenever a connection is opened. */
  constructor(port: () => number, names: Names) {
    this.#port = port
    this.#names = names
    this.observed = new Observed(names)
  }

  /** Sends the request. */
  async send(index: number, step: RequestStep): Promise<void> {
    const line = await this.#freeLine(step.client)
    const args = this.observed.argumentsOf(step)
    const encoded = await encode(step.api, args, ++this.#requests, `client-${step.client}`)
    line.pending = { index, step, encoded }
    line.socket.write(encoded.frame)
  }

  /**
   * Waits for the answers to these requests. Returns them with whatever else was answered; what did
   * not come in time is missing.
   */
  async answersTo(indexes: readonly number[]): Promise<Answers> {
    const deadline = Date.now() + answerTimeoutMs
    while (!indexes.every((index) => this.#answers.has(index))) {
      if (this.#broken !== null) throw this.#broken
      const left = deadline - Date.now()
      if (left <= 0) break
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    const answers = new Map<number, Answer>()
    const taken = [...this.#answers].sort(([a], [b]) => a - b)
    this.#answers.clear()
    for (const [index, { pending, body }] of taken) {
      const decoded = await pending.encoded.decode(body)
      answers.set(index, this.observed.take(pending.step, decoded))
    }
    return answers
  }

  /** Asks something that is no step of a sequence. Returns the answer as kafkajs decodes it. */
  async request(api: string, args: unknown): Promise<unknown> {
    const line = await this.#freeLine(0)
    const encoded = await encode(api, args, ++this.#requests, 'setup')
    return new Promise((resolve, reject) => {
      line.socket.once('close', () => reject(new Error(`the broker does not answer ${api}`)))
      line.setup = (body) => encoded.decode(body).then(resolve, reject)
      line.socket.write(encoded.frame)
    })
  }

  /**
   * Returns when the broker has taken all that was sent: a request that is written when the answer
   * to another one has come is read after whatever was there before that one.
   */
  async fence(): Promise<void> {
    for (let i = 0; i < 2; i++) await this.request('ApiVersions', {})
  }

  /** Where the broker is with a transaction: Empty, Ongoing, PrepareCommit, CompleteCommit, ... */
  async transactionState(id: number): Promise<string> {
    const line = await this.#freeLine(0)
    return new Promise((resolve, reject) => {
      line.socket.once('close', () =>
        reject(new Error('the broker does not describe transactions')),
      )
      line.setup = (body) => resolve(decodeTransactionState(body))
      const name = this.#names.transactionalId(id)
      line.socket.write(encodeDescribeTransaction(name, ++this.#requests))
    })
  }

  /** Closes all connections. */
  close(): void {
    for (const { socket } of this.#lines.flat()) socket.destroy()
  }

  /** Closes all connections, whatever is asked on them, and is ready to open others. */
  disconnect(): void {
    for (const { socket } of this.#lines.flat()) {
      socket.removeAllListeners()
      socket.on('error', () => {})
      socket.destroy()
    }
    this.#lines.length = 0
    this.#answers.clear()
    this.#broken = null
  }

  async #freeLine(client: number): Promise<Line> {
    const lines = this.#lines[client] ?? []
    this.#lines[client] = lines
    const free = lines.find(({ pending }) => pending === null)
    if (free !== undefined) return free
    const socket = connect({ port: this.#port(), host: '127.0.0.1', noDelay: true })
    const line: Line = { socket, pending: null, setup: null, bytes: Buffer.alloc(0) }
    lines.push(line)
    socket.on('data', (bytes) => this.#received(line, bytes))
    socket.setMaxListeners(0)
    socket.on('error', (error) => this.#fail(error))
    socket.on('close', () => this.#fail(new Error('the broker closed a connection')))
    await new Promise((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('error', reject)
    })
    return line
  }

  #fail(error: Error): void {
    this.#broken ??= error
    this.#wake()
  }

  #received(line: Line, bytes: Buffer): void {
    line.bytes = line.bytes.length === 0 ? bytes : Buffer.concat([line.bytes, bytes])
    while (line.bytes.length >= 4) {
      const end = 4 + line.bytes.readInt32BE(0)
      if (line.bytes.length < end) return
      const { pending, setup } = line
      const body = line.bytes.subarray(8, end)
      if (setup !== null) setup(body)
      else if (pending !== null) this.#answers.set(pending.index, { pending, body })
      line.setup = null
      line.pending = null
      line.bytes = line.bytes.subarray(end)
    }
    this.#wake()
  }
}
