/** A controlled cluster, what is asked of it by HTTP, and kafkajs consumers that use it. */
import { type Consumer, Kafka, logLevel } from 'kafkajs'
import { judgeSession } from '../../../src/cli/control/judge-session.ts'
import { type RunningControl, startControl } from '../../../src/remote/control/start-control.ts'

process.env['KAFKAJS_NO_PARTITIONER_WARNING'] = '1'

export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: as a test in any language sees it
  readonly json: any
}

export interface Fixture {
  readonly control: RunningControl
  /** Asks, and expects no refusal. */
  // biome-ignore lint/suspicious/noExplicitAny: see above
  ask(asked: string, body?: unknown): Promise<any>
  /** The same, where a refusal is an answer. */
  raw(asked: string, body?: string, headers?: Record<string, string>): Promise<Answer>
  /** A consumer that is to be one process. */
  consumer(bootstrap: string): Consumer
  close(): Promise<void>
}

export async function controlled(
  own: { readonly records?: number; readonly brokers?: number; readonly port?: number } = {},
): Promise<Fixture> {
  const { records = 0, brokers = 3, port = 0 } = own
  const contents = {
    ...{ brokers, topic: 'orders', otherTopics: [], partitions: 1, newGroup: false },
    ...{ records, settings: {}, templates: [], refused: () => {} },
  }
  const host = '127.0.0.1'
  const control = await startControl(
    {
      ...{ contents, host, advertisedHost: host, port },
      judge: (run, claims) => judgeSession(contents, run, claims),
    },
    0,
  )
  const consumers: Consumer[] = []
  const raw: Fixture['raw'] = async (asked, body, headers = {}) => {
    const [method, path] = asked.split(' ')
    const init = { method, headers, ...(body === undefined ? {} : { body }) } as RequestInit
    const response = await fetch(`${control.url}${path}`, init)
    return { status: response.status, json: await response.json() }
  }
  return {
    control,
    raw,
    ask: async (asked, body) => {
      const { status, json } = await raw(
        asked,
        body === undefined ? undefined : JSON.stringify(body),
      )
      if (status !== 200) throw new Error(`${asked}: ${status} ${json.error}`)
      return json
    },
    consumer: (bootstrap) => {
      const kafka = new Kafka({
        ...{ clientId: 'billing', brokers: bootstrap.split(','), logLevel: logLevel.NOTHING },
        ...{ retry: { retries: 2, initialRetryTime: 50 }, requestTimeout: 2000 },
      })
      const options = { groupId: 'billing', maxWaitTimeInMs: 50, heartbeatInterval: 100 }
      const consumer = kafka.consumer(options)
      consumers.push(consumer)
      return consumer
    },
    close: async () => {
      // Those who are cut off have nobody to take leave of, and would ask for half a minute.
      for (const one of consumers) void one.disconnect().catch(() => {})
      await control.close()
    },
  }
}
