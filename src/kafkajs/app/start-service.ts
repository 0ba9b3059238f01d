/** Starts the user's service in a simulated process. */
import { createRequire } from 'node:module'
import { brokerAddress } from '../../broker/addresses.ts'
import type { MakeRecord, Service, Start, Stop } from '../../strategies/kafkajs/service.ts'
import { hasFakes } from '../realm/fakes.ts'
import { globalObject } from '../realm/global-object.ts'
import type { Process } from '../simulation/simulation.ts'
import { simulatedKafkajs } from './client.ts'
import { workOf } from './work.ts'

type Kafkajs = Parameters<typeof simulatedKafkajs>[1]

/** kafkajs as this package finds it; a service that imports it itself gets its own. */
const clientFile = createRequire(import.meta.url).resolve('kafkajs')

/** Loads the user's modules, calls the start function, and hands over what it returns. */
export function startService(app: Process, process: object, onStarted: (stop: Stop) => void): void {
  const { realm, library, file, world } = app.simulation
  const { topic, settings } = world.scenario
  const modules = library.modulesOf({
    process,
    globalThis: globalObject(realm, app, { process }),
    substitute: (specifier, load) =>
      specifier === 'kafkajs' ? simulatedKafkajs(app, load() as Kafkajs) : load(),
  })
  app.enter(() => {
    const { Kafka } = simulatedKafkajs(app, modules.load(clientFile) as Kafkajs)
    const brokers = Array.from({ length: world.cluster.brokers }, (_, i) => brokerAddress(i))
    const service: Service = {
      kafka: new Kafka({ clientId: 'ackurate', brokers }),
      topic,
      fromBeginning: settings['auto.offset.reset'] === 'earliest',
      ...workOf(app),
    }
    const exports = modules.loadService(file, service) as {
      readonly default?: Start
      readonly record?: MakeRecord
    }
    app.simulation.makeRecord = exports.record ?? null
    app.knowsDeliveries = hasFakes(exports)
    const start = exports.default ?? (exports as unknown as Start)
    const started = start(service)
    const handOver = realm.inner((stop: unknown) => {
      onStarted(typeof stop === 'function' ? (stop as Stop) : undefined)
    })
    void realm.Promise.resolve(started).then(handOver)
  })
}
