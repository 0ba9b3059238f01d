/**
 * The `kafkajs` module as a simulated process finds it: the real one, whose `Kafka` uses simulated
 * sockets, and whose consumers and producers are listened to.
 *
 * What the user configured stays as it is, with three exceptions that belong to the network or the
 * terminal: the sockets, encryption and authentication (`ssl`, `sasl`), and the log.
 */
import type {
  Admin,
  Consumer,
  ISocketFactory,
  Kafka,
  KafkaConfig,
  Producer,
  Transaction,
} from 'kafkajs'
import type { Process } from '../simulation/simulation.ts'
import { pausing, watchedSubscribe } from './asked.ts'
import { placesOfUser } from './places.ts'
import { watchedAdmin } from './watched-admin.ts'
import { watchedRun } from './watched-handlers.ts'

type KafkaClass = new (config: KafkaConfig) => Kafka

interface Kafkajs {
  readonly Kafka: KafkaClass
}

/** kafkajs' own default, in milliseconds. */
const requestTimeoutMs = 30_000
const logNothing = 0

/** The module with a `Kafka` that belongs to the process. */
export function simulatedKafkajs(app: Process, real: Kafkajs): Kafkajs {
  class SimulatedKafka extends real.Kafka {
    /** Apart from the others, so that what it asks is not taken for theirs. */
    #ofAdmin: Kafka | null = null
    readonly #configOfAdmin: KafkaConfig

    constructor(config: KafkaConfig) {
      app.requestTimeoutMs = Math.min(
        app.requestTimeoutMs,
        config?.requestTimeout ?? requestTimeoutMs,
      )
      const { ssl: _ssl, sasl: _sasl, logCreator: _log, ...rest } = config ?? {}
      const configFor = (ofAdmin: boolean) => ({
        ...{ ...rest, logLevel: logNothing, socketFactory: socketFactory(app, ofAdmin) },
      })
      super(configFor(false))
      this.#configOfAdmin = configFor(true)
    }

    override admin(config?: Parameters<Kafka['admin']>[0]): Admin {
      this.#ofAdmin ??= new real.Kafka(this.#configOfAdmin)
      return watchedAdmin(app, this.#ofAdmin.admin(config))
    }

    override consumer(config: Parameters<Kafka['consumer']>[0]): Consumer {
      const consumer = super.consumer(config)
      return app.simulation.groups.isWatched(config.groupId)
        ? watchedConsumer(app, consumer)
        : consumer
    }

    override producer(config?: Parameters<Kafka['producer']>[0]): Producer {
      return watchedProducer(app, super.producer(config), config?.transactionalId)
    }
  }
  return { ...real, Kafka: SimulatedKafka }
}

function socketFactory(app: Process, ofAdmin: boolean): ISocketFactory {
  return (args) => app.connect(args, ofAdmin) as unknown as ReturnType<ISocketFactory>
}

interface BatchStarted {
  readonly topic: string
  readonly partition: number
  readonly firstOffset: string
  readonly lastOffset: string
}

function watchedConsumer(app: Process, consumer: Consumer): Consumer {
  consumer.on('consumer.start_batch_process', ({ payload }) => {
    const { topic, partition, firstOffset, lastOffset } = payload as BatchStarted
    app.watch.handedOut(topic, partition, Number(firstOffset), Number(lastOffset))
  })
  const number = app.watch.consumerMade()
  consumer.on('consumer.crash', ({ payload: { error, restart } }) => {
    app.watch.consumerCrashed(number, error, restart)
  })
  consumer.on('consumer.group_join', () => app.watch.consumerJoined(number))
  const { run, seek, commitOffsets, pause, resume } = consumer
  return {
    ...consumer,
    subscribe: watchedSubscribe(app, consumer, number),
    pause: (places) => pausing(app, consumer, () => pause(places)),
    resume: (places) => pausing(app, consumer, () => resume(places)),
    run: (config) => run(config === undefined ? config : watchedRun(app, consumer, config)),
    seek: (place) => {
      seek(place)
      app.watch.sought(place.topic, Number(place.partition), Number(place.offset))
    },
    commitOffsets: (offsets = []) =>
      app.byHand(placesOfUser(offsets), () => commitOffsets(offsets)),
  }
}

function watchedProducer(app: Process, producer: Producer, transactionalId?: string): Producer {
  if (transactionalId === undefined) return producer
  const { transaction } = producer
  return {
    ...producer,
    transaction: () =>
      transaction().then(
        app.simulation.realm.inner((begun: Transaction) => {
          app.transactionBegun(begun, transactionalId)
          return begun
        }),
      ),
  }
}
