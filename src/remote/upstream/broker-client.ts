/** Asks real brokers something ourselves: a request and its answer, with a time limit. */
import type { Address } from '../../broker/addresses.ts'
import { Writer } from '../../wire/writer.ts'
import { later } from '../clock.ts'
import { BrokerLink } from './broker-link.ts'

/** A request, with a body in the version that it names; none of them is flexible. */
export interface Question {
  readonly key: number
  readonly version: number
  readonly body: (writer: Writer) => void
}

const clientId = 'ackurate'
const correlationId = 1
const answerMs = 15_000

export class BrokerClient {
  readonly #address: Address
  #link: BrokerLink | null = null
  readonly #failing = new Set<(error: Error) => void>()

  constructor(address: Address) {
    this.#address = address
  }

  /** Resolves with the answer, without its size; rejects where none comes. */
  ask(question: Question): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => {
        this.#failing.delete(fail)
        reject(error)
      }
      later(answerMs, () => fail(this.#error('answers nothing')))
      this.#failing.add(fail)
      this.#link ??= new BrokerLink(this.#address, () => this.#ended())
      this.#link.send(frameOf(question), (frame) => {
        this.#failing.delete(fail)
        resolve(frame)
      })
    })
  }

  close(): void {
    this.#link?.close()
  }

  #ended(): void {
    this.#link = null
    for (const fail of [...this.#failing]) fail(this.#error('has ended the connection'))
  }

  #error(what: string): Error {
    const { host, port } = this.#address
    return new Error(`the broker at ${host}:${port} ${what}`)
  }
}

function frameOf({ key, version, body }: Question): Buffer {
  const writer = new Writer()
  writer.int16(key)
  writer.int16(version)
  writer.int32(correlationId)
  writer.string(clientId)
  body(writer)
  return writer.finish()
}
