/**
 * Ends a loop of kafkajs that never ends by itself.
 *
 * Behaviour: a fetcher that fetches again and again while nothing else happens and no time passes
 * would do so for ever, and nothing else in its process would ever run. The process is told, and
 * the fetch never returns: so far as the world can see, that is the same.
 * Left out: that timers and sockets of such a process are dead from then on, too; it was seen only
 * in one that is stopping, which is killed soon.
 * Source: kafkajs 2.2.4, `consumer/fetchManager.js` (fetchers are made anew after `stop()` has
 * stopped the old ones) and `Runner.fetch` (one that is not running answers `[]` at once); with
 * real brokers: conformance/kafkajs/README.md.
 */
import { sep } from 'node:path'
import type { Realm } from './realm.ts'

interface FetcherOptions {
  readonly fetch: (nodeId: number) => unknown
}

type CreateFetcher = (options: FetcherOptions) => unknown

/** Far more than any fetcher does before it waits for something. */
const fetchesMax = 1000

/** Whether the module is the one that makes fetchers. */
export function isFetcherModule(file: string): boolean {
  return file.endsWith(['kafkajs', 'src', 'consumer', 'fetcher.js'].join(sep))
}

/** What the module exports, watched. */
export function watchFetchers(realm: Realm, createFetcher: unknown): CreateFetcher {
  return (options) => {
    let turn = -1
    let count = 0
    const fetch = (nodeId: number): unknown => {
      const now = realm.turn()
      count = now === turn ? count + 1 : 0
      turn = now
      if (count < fetchesMax) return options.fetch(nodeId)
      realm.owner().spins()
      return new realm.Promise(() => {})
    }
    return (createFetcher as CreateFetcher)({ ...options, fetch })
  }
}
