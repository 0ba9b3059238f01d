/** The handlers of a consumer, listened to: what they have in hand, resolve and commit. */
import type { Consumer, ConsumerRunConfig, EachBatchHandler, EachMessageHandler } from 'kafkajs'
import type { Process } from '../simulation/simulation.ts'
import { pausing } from './asked.ts'
import { handling, handlingBatch } from './deliveries.ts'
import { placesOfTopics } from './places.ts'

/** The same configuration of `run`, whose handlers are listened to. */
export function watchedRun(
  app: Process,
  consumer: Consumer,
  config: ConsumerRunConfig,
): ConsumerRunConfig {
  const { eachBatch, eachMessage } = config
  /** `pause` of a payload, which gives the way to resume. */
  const pauseOf: PauseOf = (pause) => () => {
    const resume = pausing(app, consumer, pause)
    return () => pausing(app, consumer, resume)
  }
  return {
    ...config,
    ...(typeof eachBatch === 'function'
      ? { eachBatch: watchedBatch(app, pauseOf, eachBatch) }
      : {}),
    ...(typeof eachMessage === 'function'
      ? { eachMessage: watchedMessage(app, pauseOf, eachMessage) }
      : {}),
  }
}

type PauseOf = (pause: () => () => void) => () => () => void

function watchedMessage(
  app: Process,
  pauseOf: PauseOf,
  eachMessage: EachMessageHandler,
): EachMessageHandler {
  return (payload) => {
    const { topic, partition, message } = payload
    const { key, value } = message
    const offset = Number(message.offset)
    const record = app.inHand.take({ topic, partition, offset, key, value })
    return whenOver(
      app,
      () =>
        handling(app, payload, () => eachMessage({ ...payload, pause: pauseOf(payload.pause) })),
      (isDone) => app.inHand.release(record, isDone),
    )
  }
}

function watchedBatch(
  app: Process,
  pauseOf: PauseOf,
  eachBatch: EachBatchHandler,
): EachBatchHandler {
  return (payload) => {
    const { topic, partition, messages } = payload.batch
    const { resolveOffset, commitOffsetsIfNecessary } = payload
    const records = messages.map(({ offset, key, value }) =>
      app.inHand.take({ topic, partition, offset: Number(offset), key, value }),
    )
    const release = (below: number, isDone: boolean) => {
      for (const record of records) if (record.offset < below) app.inHand.release(record, isDone)
    }
    const given = {
      ...payload,
      pause: pauseOf(payload.pause),
      resolveOffset: (offset: string) => {
        app.watch.resolved(topic, partition, Number(offset))
        release(Number(offset) + 1, true)
        resolveOffset(offset)
      },
      commitOffsetsIfNecessary: (offsets?: Parameters<typeof commitOffsetsIfNecessary>[0]) =>
        offsets === undefined
          ? commitOffsetsIfNecessary()
          : app.byHand(placesOfTopics(offsets), () => commitOffsetsIfNecessary(offsets)),
    }
    return whenOver(
      app,
      () => handlingBatch(app, payload.batch, (batch) => eachBatch({ ...given, batch })),
      (isDone) => release(Number.POSITIVE_INFINITY, isDone),
    )
  }
}

/** Calls the handler, and says when it is over: before whoever awaits it goes on. */
function whenOver(
  app: Process,
  call: () => Promise<void>,
  over: (isDone: boolean) => void,
): Promise<void> {
  const { realm } = app.simulation
  let result: Promise<void>
  try {
    result = call()
  } catch (error) {
    over(false)
    throw error
  }
  // A handler may be an ordinary function, whatever the types say.
  if (typeof (result as Promise<void> | undefined)?.then !== 'function') {
    over(true)
    return result
  }
  // What is no promise of the language is asked once: it may begin its work only then.
  const promise = result instanceof realm.Promise ? result : realm.Promise.resolve(result)
  const ended = (isDone: boolean) => realm.inner(() => over(isDone))
  void promise.then(ended(true), ended(false))
  return promise
}
