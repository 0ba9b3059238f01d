/**
 * Which delivery the running code belongs to, so that `process()` need not be told: what a fake is
 * called with says nothing of topic, partition and offset.
 *
 * A handler runs in an asynchronous context (`AsyncLocalStorage` of Node, whose hooks reach into
 * the realm) that holds its delivery; promises, and the timers of the simulation, carry it on.
 * Promises are slower with these hooks, so a service has them if its module exports `fakes`.
 *
 * In a batch the delivery is the message that is handled: the one of the callback of `map` or
 * `forEach`, or of the turn of a loop over `batch.messages`. Behind the loop, and where no message
 * was read, it is the whole batch, as for one insert of all. A message that is read otherwise, as
 * in a copy of the array, is the delivery only if those read before it have been worked on: else
 * nobody knows whether all of them are written at once, and that is told instead of guessed.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Batch, KafkaMessage } from 'kafkajs'
import type { Delivery } from '../../strategies/kafkajs/service.ts'
import type { Process } from '../simulation/simulation.ts'

/** What a handler has in hand. */
interface Hand {
  readonly app: Process
  readonly deliveries: readonly Delivery[]
  /** What was read before it in the same way; null: nothing, or it is known for certain. */
  readonly before: Hand | null
  /** Something has called `process()` for it. */
  isWorked: boolean
}

const storage = new AsyncLocalStorage<Hand>()

/** Whether contexts cost anything in this thread. */
let isOn = false

/** Calls the handler of one delivery. */
export function handling<T>(app: Process, delivery: Delivery, call: () => T): T {
  if (!app.knowsDeliveries) return call()
  isOn = true
  return storage.run(handOf(app, [delivery]), call)
}

/** Calls the handler of a batch, with a batch that tells which of its messages is handled. */
export function handlingBatch<T>(app: Process, batch: Batch, call: (batch: Batch) => T): T {
  if (!app.knowsDeliveries) return call(batch)
  isOn = true
  const { topic, partition } = batch
  const whole = batch.messages.map((message) => ({ topic, partition, message }))
  const messages = watchedMessages(app, batch.messages, whole)
  const given: Batch = Object.create(batch, { messages: { value: messages, enumerable: true } })
  return storage.run(handOf(app, whole), () => call(given))
}

/** A callback that keeps the context in which it was handed over. */
export function keepingDelivery(callback: () => void): () => void {
  const hand = isOn ? storage.getStore() : undefined
  return hand === undefined ? callback : () => storage.run(hand, callback)
}

/** What is in hand where the code runs; a text says why nobody knows. */
export function deliveriesInHand(app: Process): readonly Delivery[] | string {
  const hand = isOn ? storage.getStore() : undefined
  if (hand === undefined || hand.app !== app) return 'it is called outside of a handler'
  if (hand.before !== null && !hand.before.isWorked) {
    return 'several messages of a batch were read before it, not in a loop over batch.messages'
  }
  hand.isWorked = true
  return hand.deliveries
}

/** Nobody is in a handler any more: the run is over. */
export function forgetDeliveries(): void {
  if (isOn) storage.disable()
  isOn = false
}

type Deliveries = readonly Delivery[]

function handOf(app: Process, deliveries: Deliveries, before: Hand | null = null): Hand {
  return { app, deliveries, before, isWorked: false }
}

type Callback = (message: KafkaMessage, index: number, array: KafkaMessage[]) => unknown
type Method = (callback: Callback) => unknown

const callingMethods: readonly PropertyKey[] = [
  ...['map', 'forEach', 'flatMap', 'filter', 'some', 'every', 'find', 'findIndex'],
]

/** The messages of a batch: who takes one has it in hand. */
function watchedMessages(
  app: Process,
  messages: readonly KafkaMessage[],
  whole: Deliveries,
): KafkaMessage[] {
  const watched = messages.map((message, at) => readable(app, message, whole.slice(at, at + 1)))
  const handAt = (index: number) => handOf(app, whole.slice(index, index + 1))
  const calling = (name: PropertyKey) => (callback: Callback, self: unknown) => {
    const method = Reflect.get(watched, name) as Method
    return method.call(watched, (message, index, array) =>
      storage.run(handAt(index), () => callback.call(self, message, index, array)),
    )
  }
  function* entries(): Generator<[number, KafkaMessage]> {
    for (const entry of watched.entries()) {
      storage.enterWith(handAt(entry[0]))
      yield entry
    }
    storage.enterWith(handOf(app, whole))
  }
  function* values(): Generator<KafkaMessage> {
    for (const [, message] of entries()) yield message
  }
  return new Proxy(watched, {
    get: (_, name) => {
      if (name === Symbol.iterator || name === 'values') return values
      if (name === 'entries') return entries
      return callingMethods.includes(name) ? calling(name) : Reflect.get(watched, name)
    },
  })
}

/** The message, of which whoever reads what it holds has it in hand. */
function readable(app: Process, message: KafkaMessage, own: Deliveries): KafkaMessage {
  const copy = { ...message }
  for (const name of ['key', 'value', 'headers'] as const) {
    const get = () => {
      read(app, own)
      return message[name]
    }
    Object.defineProperty(copy, name, { get, enumerable: true, configurable: true })
  }
  return copy
}

function read(app: Process, own: Deliveries): void {
  const hand = isOn ? storage.getStore() : undefined
  if (hand === undefined || hand.app !== app || isOnly(hand, own)) return
  storage.enterWith(handOf(app, own, hand.deliveries.length === 1 ? hand : null))
}

function isOnly({ deliveries }: Hand, [delivery]: Deliveries): boolean {
  const [first, second] = deliveries
  return second === undefined && first?.message === delivery?.message
}
