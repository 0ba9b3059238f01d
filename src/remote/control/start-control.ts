/** Control over a cluster by HTTP: requests and answers are JSON. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { addressText } from '../address-text.ts'
import { Control, type ControlOptions } from './control.ts'
import { type Body, readBody, requireKeys } from './read-body.ts'
import { Refusal, type RefusalStatus } from './refusal.ts'
import { type Route, routes } from './routes.ts'

/** A cluster that can be asked. */
export interface RunningControl {
  readonly url: string
  /** Ends all connections, and returns when all ports are free. */
  close(): Promise<void>
}

/** Listens on the port (0: any that is free); rejects with Node's error where it is taken. */
export async function startControl(options: ControlOptions, port: number): Promise<RunningControl> {
  const control = new Control(options)
  const server = createServer((request, response) => void respond(control, request, response))
  const { host, advertisedHost } = options
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen({ host, port }, resolve)
    })
  } catch (error) {
    await control.close()
    throw error
  }
  const { port: listening } = server.address() as AddressInfo
  return {
    url: `http://${addressText({ host: advertisedHost, port: listening })}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await control.close()
    },
  }
}

async function respond(
  control: Control,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    send(response, 200, await answer(control, request))
  } catch (error) {
    const status: RefusalStatus | 500 = error instanceof Refusal ? error.status : 500
    // What is left of a request that is not read to its end would be taken for the next one.
    response.setHeader('connection', 'close')
    send(response, status, { error: (error as Error).message })
  }
}

function send(response: ServerResponse, status: number, body: Body): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(`${JSON.stringify(body)}\n`)
}

async function answer(control: Control, request: IncomingMessage): Promise<Body> {
  // A page of the web that a browser shows has no business here.
  if (request.headers.origin !== undefined) throw new Refusal(403, 'browsers are not answered')
  const body = await readBody(request)
  const { pathname, searchParams } = urlOf(request)
  const route = routeOf(request.method ?? '', pathname)
  const query = Object.fromEntries(searchParams)
  requireKeys(query, route.query ?? [])
  requireKeys(body, route.body ?? [])
  return route.answer({ control, name: route.path.exec(pathname)?.[1] ?? '', query, body })
}

function urlOf({ url = '/' }: IncomingMessage): URL {
  try {
    return new URL(url, 'http://localhost')
  } catch {
    throw new Refusal(400, `${url} is no path`)
  }
}

function routeOf(method: string, pathname: string): Route {
  const known = routes.filter(({ path }) => path.test(pathname))
  const found = known.find((one) => one.method === method)
  if (found !== undefined) return found
  if (known.length === 0) throw new Refusal(404, `there is no ${pathname}`)
  const methods = known.map((one) => one.method).join(' or ')
  throw new Refusal(405, `${pathname} takes ${methods}, not ${method}`)
}
