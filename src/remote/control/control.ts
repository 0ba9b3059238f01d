/** What can be asked of a cluster under control, besides HTTP: the session that goes on now. */
import type { Place } from '../watching/access.ts'
import type { Body } from './read-body.ts'
import { Refusal } from './refusal.ts'
import { Session, type SessionContents, type SessionRun } from './session.ts'
import type { TestProcess } from './test-process.ts'

/** What is under control, and who judges it. */
export interface ControlOptions {
  readonly contents: SessionContents
  /** The address that is listened on. */
  readonly host: string
  /** What clients are told instead. */
  readonly advertisedHost: string
  /** Of the first process's first broker, all others behind it; 0: any that are free. */
  readonly port: number
  /** The answer to who asks for a verdict; `claims`: what the test says is promised, or null. */
  readonly judge: (run: SessionRun, claims: string | null) => Body
}

const portMax = 65_535

export class Control {
  readonly #options: ControlOptions
  readonly judge: ControlOptions['judge']
  #session: Session
  #started = 0

  constructor(options: ControlOptions) {
    this.#options = options
    this.judge = options.judge
    this.#session = new Session(options.contents)
  }

  get session(): Session {
    return this.#session
  }

  get partitions(): number {
    return this.#options.contents.partitions
  }

  /** A process more. */
  async start(replaces: string | null): Promise<TestProcess> {
    try {
      return await this.#session.start(replaces, this.#nextPlace())
    } catch (error) {
      const { code, port } = error as { readonly code?: unknown; readonly port?: unknown }
      if (code === undefined || port === undefined) throw error
      throw new Refusal(409, `port ${port} is not to be had (${code})`)
    }
  }

  /** A fresh cluster; all ports of the one before are free. */
  async reset(): Promise<void> {
    const before = this.#session
    this.#session = new Session(this.#options.contents)
    this.#started = 0
    await before.close()
  }

  async close(): Promise<void> {
    await this.#session.close()
  }

  #nextPlace(): Place {
    const { host, advertisedHost, port, contents } = this.#options
    const first = port + this.#started++ * contents.brokers
    const ports = Array.from({ length: contents.brokers }, (_, i) => (port === 0 ? 0 : first + i))
    if (ports.some((one) => one > portMax)) throw new Refusal(409, 'there are no ports left')
    return { host, advertisedHost, ports }
  }
}
