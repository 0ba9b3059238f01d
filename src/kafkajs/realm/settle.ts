/**
 * What Node does in the background, done at once: nothing but virtual time passes in a run.
 *
 * A promise must be one of the realm's own, and a callback is called from the realm's own queue:
 * those of the host settle when the run is over.
 */
import type { Realm } from './realm.ts'

type Callback = (error: unknown, value?: unknown) => void

/** The result of `act`, as a promise. */
export function settled<T>(realm: Realm, act: () => T): Promise<T> {
  return new realm.Promise((fulfil, reject) => {
    try {
      fulfil(act())
    } catch (error) {
      reject(error)
    }
  })
}

/** A function that takes a callback, out of one that returns its result. */
export function calledBack(realm: Realm, act: (...given: unknown[]) => unknown) {
  return (...given: unknown[]): void => {
    const callback = given.pop()
    if (typeof callback !== 'function') throw new realm.TypeError('the callback is missing')
    const call = callback as Callback
    const end = realm.inner((outcome: Outcome) => {
      if (outcome.failed) call(outcome.error)
      else call(null, outcome.value)
    })
    void realm.Promise.resolve(outcomeOf(() => act(...given))).then(end)
  }
}

interface Outcome {
  readonly failed: boolean
  readonly value?: unknown
  readonly error?: unknown
}

function outcomeOf(act: () => unknown): Outcome {
  try {
    return { failed: false, value: act() }
  } catch (error) {
    return { failed: true, error }
  }
}
