/**
 * The strategies of the Java client, played against a real broker and held against the model: is
 * what was seen one of the model's histories, and is it what was seen before?
 */
import { kafkaConsumerStrategies } from '../../src/strategies/kafka-consumer/all.ts'
import { type Comparison, comparePlays, type Job } from '../play/compare.ts'
import { connectTo, playConfig } from '../play/kafka.ts'
import { eachOf, Together } from '../play/together.ts'
import { startCluster } from '../setup/broker.ts'
import { type ScheduleName, schedules } from '../trace/trace.ts'
import { type Client, clientClasspath, playClient } from './play-client.ts'

export interface ClientOptions {
  /** The broker's version, and that of kafka-clients. */
  readonly kafka: string
  readonly clients: string
  /** Whether what was seen becomes what is kept. */
  readonly update: boolean
  /** Asked before each play and each match: true begins no more. */
  readonly isOver: () => boolean
  /** Only these; absent: all. */
  readonly strategies?: readonly string[]
  readonly schedules?: readonly ScheduleName[]
  /** Plays at a time; absent: 3. */
  readonly atOnce?: number
}

const atOnceByDefault = 3

/** Plays everything and compares; `say` is told of everything that is no match. */
export async function compareClient(
  options: ClientOptions,
  say: (line: string) => void,
): Promise<Comparison> {
  const { kafka, clients, update, isOver } = options
  const classpath = await clientClasspath(clients)
  const real = await startCluster(kafka, 1, playConfig)
  try {
    const cluster = await connectTo(real)
    const [node] = real.nodes
    const restarts = new Together(async () => {
      await node?.stop('SIGTERM')
      await node?.start()
    })
    const versions = { kafka, clients }
    const restartBroker = () => restarts.ask()
    const client: Client = { cluster, classpath, versions, restartBroker }
    const jobs = jobsOf(client, options, restarts)
    const playAll = (some: readonly Job[], play: (job: Job) => Promise<void>) =>
      playSome(some, options.atOnce ?? atOnceByDefault, play)
    const comparison = await comparePlays(jobs, { kind: 'client', update, isOver, playAll }, say)
    await cluster.close()
    return comparison
  } finally {
    await real.stop()
  }
}

function jobsOf(client: Client, options: ClientOptions, restarts: Together): Job[] {
  const strategies = kafkaConsumerStrategies.filter(
    ({ name }) => options.strategies?.includes(name) ?? true,
  )
  return (options.schedules ?? schedules).flatMap((schedule) =>
    strategies.map((strategy) => ({
      strategy,
      schedule,
      play: async (attempt: string) => {
        restarts.join()
        try {
          return await playClient(client, strategy, schedule, attempt)
        } finally {
          restarts.leave()
        }
      },
    })),
  )
}

/** Those that restart the broker come last, all at once, so that it is restarted once. */
async function playSome(
  jobs: readonly Job[],
  atOnce: number,
  play: (job: Job) => Promise<void>,
): Promise<void> {
  const restarting = jobs.filter(({ schedule }) => schedule === 'coordinator-failover')
  const others = jobs.filter((job) => !restarting.includes(job))
  await eachOf(others, atOnce, play)
  await eachOf(restarting, restarting.length, play)
}
