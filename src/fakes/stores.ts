/** Fakes of `mongodb`, `redis` and `ioredis`. */
import { type Answer, answered, type Fake, withMethods, withoutCallback } from './answer.ts'

/** A call of a collection's method. */
export interface CollectionCall {
  readonly collection: string
  readonly method: string
  readonly args: readonly unknown[]
}

/** Its answers are cursors. */
const cursors: readonly string[] = ['find', 'aggregate', 'listIndexes']

/** `mongodb`: `MongoClient`, `ObjectId`. An answer of `find` and `aggregate` is a list. */
export function mongodb(answer: Answer<CollectionCall>): Fake {
  return (service) => {
    const collection = (name: string) =>
      withMethods({ collectionName: name }, (method) => (...args: unknown[]) => {
        const ask = () => answer({ collection: name, method, args }, service)
        if (cursors.includes(method)) return cursorOf(ask)
        return answered(args, async () => (await ask()) ?? { acknowledged: true })
      })
    const db = (name = 'test') => ({ databaseName: name, collection, command: async () => ({}) })
    const session = {
      withTransaction: async (work: (session: unknown) => unknown) => await work(session),
      ...{ startTransaction() {}, async commitTransaction() {}, async abortTransaction() {} },
      async endSession() {},
    }
    class MongoClient {
      static async connect() {
        return new MongoClient()
      }
      async connect() {
        return this
      }
      async close() {}
      db = db
      startSession = () => session
      on() {
        return this
      }
    }
    class ObjectId {
      readonly #text: string
      constructor(text: unknown = '000000000000000000000000') {
        this.#text = String(text)
      }
      toHexString() {
        return this.#text
      }
      toString() {
        return this.#text
      }
      equals(other: unknown) {
        return String(other) === this.#text
      }
    }
    return { MongoClient, ObjectId }
  }
}

function cursorOf(ask: () => unknown): object {
  const list = async () => ((await ask()) ?? []) as readonly unknown[]
  const own = {
    toArray: list,
    next: async () => (await list())[0] ?? null,
    close: async () => {},
    async *[Symbol.asyncIterator]() {
      yield* await list()
    },
  }
  // `sort`, `limit` and the like only say more of the same question.
  const cursor: object = withMethods(own, () => () => cursor)
  return cursor
}

/** A command with its arguments. */
export interface RedisCall {
  readonly command: string
  readonly args: readonly unknown[]
}

function redisClient(answer: Answer<RedisCall>, service: Parameters<Fake>[0]): object {
  const nothing = async () => {}
  const own = { isOpen: true, isReady: true, status: 'ready', connect: nothing, quit: nothing }
  const more = { disconnect: nothing, close: nothing, destroy() {}, on: () => client }
  const client: object = withMethods({ ...own, ...more }, (command) => (...given: unknown[]) => {
    if (command === 'multi' || command === 'pipeline') return queueOf(client)
    const args = withoutCallback(given)
    return answered(given, async () => (await answer({ command, args }, service)) ?? null)
  })
  return client
}

/** Commands that are sent together. */
function queueOf(client: object): object {
  const waiting: (() => unknown)[] = []
  const exec = async () => {
    const answers: unknown[] = []
    for (const send of waiting.splice(0)) answers.push(await send())
    return answers
  }
  const queue: object = withMethods({ exec }, (command) => (...args: unknown[]) => {
    const send = (client as Readonly<Record<string, (...args: unknown[]) => unknown>>)[command]
    waiting.push(() => send?.(...args))
    return queue
  })
  return queue
}

/** `redis`: `createClient`. Without an answer a command gives null. */
export function redis(answer: Answer<RedisCall>): Fake {
  return (service) => ({ createClient: () => redisClient(answer, service) })
}

/** `ioredis`: the class that it exports. */
export function ioredis(answer: Answer<RedisCall>): Fake {
  return (service) => {
    function Redis() {
      return redisClient(answer, service)
    }
    return Object.assign(Redis, { Redis, default: Redis })
  }
}
