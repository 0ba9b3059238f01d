/** `process` and `skip` as a service is given them: they may be told which record, or know it. */
import type { Transaction } from 'kafkajs'
import type { Delivery, Service } from '../../strategies/kafkajs/service.ts'
import { placeOf } from '../realm/lines.ts'
import type { Process } from '../simulation/simulation.ts'
import { deliveriesInHand } from './deliveries.ts'
import { isDelivery, skipRecord, startHandler } from './handlers.ts'

/** Both of them, for one simulated process. */
export function workOf(app: Process): Pick<Service, 'process' | 'skip'> {
  const { realm } = app.simulation
  return {
    process: (delivery, transaction) => {
      const given = known(app, 'process', delivery)
      if (typeof given === 'string') {
        return new realm.Promise((_, reject) => reject(new realm.TypeError(given)))
      }
      const works = given.map((one) => startHandler(app, one, transactionIn(transaction)))
      const [only] = works
      if (works.length === 1 && only !== undefined) return only
      return realm.Promise.all(works).then(realm.inner(() => {}))
    },
    skip: (delivery) => {
      const given = known(app, 'skip', delivery)
      if (typeof given === 'string') throw new realm.TypeError(given)
      for (const one of given) skipRecord(app, one)
    },
  }
}

/** A fake hands on whatever it is called with. */
function transactionIn(given: Transaction | undefined): Transaction | undefined {
  return typeof given?.sendOffsets === 'function' ? given : undefined
}

const shape = 'takes what eachMessage is given: { topic, partition, message: { offset } }'

/** The records that are meant; a text: what is wrong, which was told to the run. */
function known(app: Process, call: string, said: unknown): readonly Delivery[] | string {
  if (isDelivery(said)) return [said]
  const found = app.knowsDeliveries ? deliveriesInHand(app) : null
  if (typeof found === 'object' && found !== null) return found
  const message = `${call}() ${shape}`
  const place = placeOf(app.simulation.realm) || 'the service'
  const what =
    found !== null
      ? `calls ${call}() and nobody knows for which record, for ${found}`
      : said === undefined
        ? `calls ${call}() without a record, which it knows by itself with export const fakes = {}`
        : 'passes something else'
  app.escaped(`${place} ${what}: ${message}`)
  return message
}
