/** Runs a container of the test's own under a script. */
import type { ConsumerRecord } from '../../../src/model/consumer/api.ts'
import {
  type BatchMessageListener,
  type MessageListener,
  type SpringDefinition,
  springStrategy,
} from '../../../src/strategies/spring-kafka/public.ts'
import type { Services } from '../../../src/strategies/strategy.ts'
import { partitions, runScript, type Script } from './scripted-world.ts'

export type Properties = NonNullable<SpringDefinition['properties']>
export type Batch = (services: Services) => BatchMessageListener

/** A container with a batch listener. */
export function runBatch(batchListener: Batch, properties: Properties, script: Script) {
  const definition = { name: 'a-batch', summary: 'A batch.', properties, batchListener }
  return runScript(springStrategy(definition), script)
}

/** A container with a record listener. */
export function runRecords(
  listener: (services: Services) => MessageListener,
  properties: Properties,
  script: Script,
) {
  const definition = { name: 'a-listener', summary: 'A listener.', properties, listener }
  return runScript(springStrategy(definition), script)
}

/** A poll in which partition 0 is assigned, before it returns these. */
export function assigning(records: readonly ConsumerRecord[]): Script['polls'][number] {
  return (world) => {
    world.perform(world.listener.onPartitionsAssigned?.(partitions(0)))
    return records
  }
}
