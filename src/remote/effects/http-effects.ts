/** Effects that are requests to a URL: a stub of whatever the processes call with a record. */
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** More of a request is not read. */
const bodyMax = 1_000_000

export class HttpEffects {
  readonly #server: Server
  readonly #seen: (text: string, member: string) => void

  /** `seen`: path and body of a request, and the process whose URL it came to. */
  constructor(seen: (text: string, member: string) => void) {
    this.#seen = seen
    this.#server = createServer((request, response) => {
      void this.#take(request).then(() => response.writeHead(200).end())
    })
  }

  /** Listens on a port that is free. */
  async open(host: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen({ host, port: 0 }, () => resolve())
    })
  }

  /** What a process is told. */
  urlOf(member: string): string {
    const { address, port } = this.#server.address() as AddressInfo
    return `http://${address}:${port}/${member}`
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #take(request: IncomingMessage): Promise<void> {
    const path = decodeURIComponent((request.url ?? '').replaceAll(/%(?![\da-f]{2})/gi, '%25'))
    const member = /^\/([A-Z]\d*)/.exec(path)?.[1] ?? ''
    const chunks: Buffer[] = []
    let length = 0
    try {
      for await (const chunk of request as AsyncIterable<Buffer>) {
        length += chunk.length
        if (length <= bodyMax) chunks.push(chunk)
      }
    } catch {
      // It broke off: what never came whole was not asked for.
      return
    }
    this.#seen(`${path}\n${Buffer.concat(chunks).toString('utf8')}`, member)
  }
}
