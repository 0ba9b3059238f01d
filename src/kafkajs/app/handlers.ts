/**
 * The work on records: what `process()` of a simulated process does.
 *
 * A call starts at once; its effect and its return are events of their own, so that a crash, a
 * rebalance or a failure can fall between any two. Nothing is asked of who waits for it: a call may
 * be left alone by its handler, and several may run side by side.
 */
import type { Transaction } from 'kafkajs'
import type { TopicPartitionOffset } from '../../model/topic-partition.ts'
import type { Delivery } from '../../strategies/kafkajs/service.ts'
import { lineNow } from '../realm/lines.ts'
import { isRunning } from '../simulation/ending.ts'
import type { HandlerTask, Process } from '../simulation/simulation.ts'

/** Half of the nominal time that a handler takes, in milliseconds. */
export const halfMs = 50

/** Starts the work on a record; called by simulated code, so it must not throw host errors. */
export function startHandler(
  app: Process,
  delivery: Delivery,
  transaction?: Transaction,
): Promise<void> {
  const { realm, world, file } = app.simulation
  const record = recordOf(delivery)
  // The process has ended, and this is what its last microtasks still do.
  if (!isRunning(app)) return new realm.Promise(() => {})
  const number = transaction === undefined ? null : app.transactionNumber(transaction)
  const acting = { time: world.now, member: app.name }
  world.emit({ kind: 'processing-started', ...acting, ...record, ...lineNow(realm, file) })
  app.inHand.worked(record, 'begun')
  return new realm.Promise((fulfil, reject) => {
    app.handlers.push({
      record,
      transaction: number,
      phase: 1,
      due: world.now + halfMs,
      fails: false,
      delayed: false,
      fulfil,
      reject,
    })
  })
}

/** Notes that a record is given up on purpose; called by simulated code, as `startHandler` is. */
export function skipRecord(app: Process, delivery: Delivery): void {
  const { realm, world, file } = app.simulation
  if (!isRunning(app)) return
  const record = recordOf(delivery)
  const acting = { time: world.now, member: app.name }
  world.emit({ kind: 'processing-skipped', ...acting, ...record, ...lineNow(realm, file) })
  // Whoever has given a record up has got on, as one that has finished it.
  finished(app, record)
}

/** Whether it names a record as kafkajs does. */
export function isDelivery(given: unknown): given is Delivery {
  const { topic, partition, message } = Object(given) as Partial<Delivery>
  if (typeof topic !== 'string' || typeof partition !== 'number') return false
  return Number.isSafeInteger(Number(message?.offset ?? Number.NaN))
}

function recordOf({ topic, partition, message }: Delivery): TopicPartitionOffset {
  return { topic, partition, offset: Number(message.offset) }
}

/** Takes the next step of the call: its effect, its return, or its failure. */
export function stepHandler(app: Process, task: HandlerTask): void {
  const { world } = app.simulation
  const { record, transaction } = task
  const about = { time: world.now, member: app.name, ...record }
  if (task.fails || isPoisoned(app, record)) {
    app.handlers.splice(app.handlers.indexOf(task), 1)
    world.emit({ kind: 'processing-failed', ...about, error: 'HandlerError' })
    app.inHand.worked(record, 'failed')
    app.enter(() => task.reject(handlerError(app, record)))
    return
  }
  if (task.phase === 1) {
    world.emit({ kind: 'effect', ...about, transaction })
    task.phase = 2
    task.due = world.now + halfMs
    task.delayed = false
    return
  }
  app.handlers.splice(app.handlers.indexOf(task), 1)
  world.emit({ kind: 'processing-done', ...about })
  app.inHand.worked(record, 'done')
  finished(app, record)
  app.enter(task.fulfil)
}

/** Something is achieved only when the record had never been finished before. */
function finished(
  { simulation }: Process,
  { topic, partition, offset }: TopicPartitionOffset,
): void {
  const { world, finished: known } = simulation
  const before = known.size
  if (known.add(`${topic}-${partition}@${offset}`).size > before) world.progress++
}

function handlerError(app: Process, { topic, partition, offset }: TopicPartitionOffset): Error {
  const error = new app.simulation.realm.Error(
    `the handler failed for ${topic}-${partition}@${offset}`,
  )
  error.name = 'HandlerError'
  return error
}

function isPoisoned(app: Process, record: TopicPartitionOffset): boolean {
  return app.simulation.world.poisoned.some(
    ({ topic, partition, offset }) =>
      offset === record.offset && partition === record.partition && topic === record.topic,
  )
}
