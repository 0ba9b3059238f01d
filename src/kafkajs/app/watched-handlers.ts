/** The handlers of a consumer, listened to: what they have in hand, resolve and commit. */
import type { ConsumerRunConfig, EachBatchHandler, EachMessageHandler } from 'kafkajs'
import type { Process } from '../simulation/simulation.ts'

/** The same configuration of `run`, whose handlers are listened to. */
export function watchedRun(app: Process, config: ConsumerRunConfig): ConsumerRunConfig {
  const { eachBatch, eachMessage } = config
  return {
    ...config,
    ...(typeof eachBatch === 'function' ? { eachBatch: watchedBatch(app, eachBatch) } : {}),
    ...(typeof eachMessage === 'function' ? { eachMessage: watchedMessage(app, eachMessage) } : {}),
  }
}

function watchedMessage(app: Process, eachMessage: EachMessageHandler): EachMessageHandler {
  return (payload) => {
    const { topic, partition, message } = payload
    const { key, value } = message
    const offset = Number(message.offset)
    const record = app.inHand.take({ topic, partition, offset, key, value })
    return whenOver(
      app,
      () => eachMessage(payload),
      (isDone) => app.inHand.release(record, isDone),
    )
  }
}

function watchedBatch(app: Process, eachBatch: EachBatchHandler): EachBatchHandler {
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
      resolveOffset: (offset: string) => {
        app.watch.resolved(topic, partition, Number(offset))
        release(Number(offset) + 1, true)
        resolveOffset(offset)
      },
      commitOffsetsIfNecessary: (offsets?: Parameters<typeof commitOffsetsIfNecessary>[0]) =>
        offsets === undefined
          ? commitOffsetsIfNecessary()
          : app.byHand(() => commitOffsetsIfNecessary(offsets)),
    }
    return whenOver(
      app,
      () => eachBatch(given),
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
