/**
 * The Spring Boot project of `examples/spring-boot` for real: killed, and asked to stop, in the
 * middle of a poll's records, on a real broker; and under `ackurate run`.
 *
 * What must come of it is what `ackurate check` says of its `application.yml` and its listener
 * (`test/cli/spring-boot.test.ts`): no record is lost either way; a crash repeats some, no more
 * than one poll returned; a stop repeats none.
 */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Kafka, logLevel } from 'kafkajs'
import { connectTo, playConfig } from '../play/kafka.ts'
import { pause } from '../play/stage.ts'
import { startCluster } from '../setup/broker.ts'
import { Missing } from '../setup/missing.ts'
import { root } from '../setup/places.ts'
import { bootProgram, Service } from './service.ts'

const run = promisify(execFile)

/** What became of the records of one play. */
export interface BootPlay {
  readonly signal: 'SIGKILL' | 'SIGTERM'
  readonly records: number
  /** Billed by nobody, and billed more than once. */
  readonly lost: number
  readonly repeated: number
  /** What is not as the check says; empty: nothing. */
  readonly complaint: string
}

export interface BootOutcome {
  readonly plays: readonly BootPlay[]
  /** What `ackurate run` said that it should not have; empty: nothing. */
  readonly underRun: string
}

const kafka = '3.9.1'
/** More than fits into the pipe that the service writes to. */
const records = 20_000
/** Of the client, which the project leaves as it is. */
const maxPollRecords = 500
/** In the middle of the third poll's records at the earliest. */
const heldAfter = 1200
const sessionMs = 3000
const patienceMs = 90_000

/** Plays all of it. */
export async function compareBoot(): Promise<BootOutcome> {
  const program = await bootProgram()
  const plays: BootPlay[] = []
  const real = await startCluster(kafka, 1, playConfig)
  try {
    const cluster = await connectTo(real)
    for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
      const topic = `orders-${signal.toLowerCase()}`
      await cluster.createTopic(topic, 1, 0)
      await produce(cluster.bootstrap, topic)
      const isCommitted = async (group: string) =>
        (await cluster.committed(group, topic, 1))[0] === records
      plays.push(await play(program, { bootstrap: cluster.bootstrap, topic, signal, isCommitted }))
    }
    await cluster.close()
  } finally {
    await real.stop()
  }
  return { plays, underRun: await playUnderRun(program) }
}

async function produce(bootstrap: string, topic: string): Promise<void> {
  const client = new Kafka({ clientId: 'script', brokers: [bootstrap], logLevel: logLevel.NOTHING })
  const producer = client.producer()
  await producer.connect()
  const messages = Array.from({ length: records }, (_, i) => ({ key: nameOf(i), value: '' }))
  await producer.send({ topic, messages, acks: -1 })
  await producer.disconnect()
}

interface Stage {
  readonly bootstrap: string
  readonly topic: string
  readonly signal: BootPlay['signal']
  /** Whether the group has committed the end. */
  isCommitted(group: string): Promise<boolean>
}

async function play(program: readonly string[], stage: Stage): Promise<BootPlay> {
  const { bootstrap, topic, signal, isCommitted } = stage
  const group = `billing-${topic}`
  const settings = {
    'group-id': group,
    'properties.session.timeout.ms': sessionMs,
    'properties.heartbeat.interval.ms': sessionMs / 10,
  }
  const options = Object.entries(settings).map(
    ([name, value]) => `--spring.kafka.consumer.${name}=${value}`,
  )
  const env = { KAFKA_BOOTSTRAP_SERVERS: bootstrap, KAFKA_TOPIC: topic }
  const services: Service[] = []
  const start = () => {
    const service = new Service([...program, ...options], env)
    services.push(service)
    return service
  }
  try {
    const a = start()
    await until('its first records', a, () => a.billed.length >= heldAfter)
    a.hold()
    // It goes on until the pipe is full.
    await pause(1000)
    a.signal(signal)
    await until('its end', a, () => a.ended)
    const b = start()
    const billed = () => new Set(services.flatMap((one) => one.billed))
    await until('the last record', b, async () => {
      return billed().size === records && (await isCommitted(group))
    })
    b.signal('SIGTERM')
    await until('its end', b, () => b.ended)
    const repeated = services.flatMap((one) => one.billed).length - billed().size
    return judged(signal, records - billed().size, repeated)
  } catch (error) {
    const billed = new Set(services.flatMap((one) => one.billed))
    const complaint = error instanceof Error ? error.message : String(error)
    return { signal, records, lost: records - billed.size, repeated: -1, complaint }
  } finally {
    for (const service of services) if (!service.ended) service.signal('SIGKILL')
  }
}

function judged(signal: BootPlay['signal'], lost: number, repeated: number): BootPlay {
  const few = signal === 'SIGKILL' ? 1 : 0
  const most = signal === 'SIGKILL' ? maxPollRecords : 0
  const asExpected = lost === 0 && repeated >= few && repeated <= most
  const complaint = asExpected ? '' : `expected none lost and ${few} to ${most} repeated`
  return { signal, records, lost, repeated, complaint }
}

async function until(
  what: string,
  service: Service,
  holds: () => boolean | Promise<boolean>,
): Promise<void> {
  const deadline = performance.now() + patienceMs
  while (!(await holds())) {
    if (performance.now() > deadline || (service.ended && what !== 'its end')) {
      throw new Error(`waited in vain for ${what}: ${service.said}`)
    }
    await pause(100)
  }
}

interface Failed {
  readonly code?: unknown
  readonly stdout?: string
  readonly stderr?: string
}

/** Under `ackurate run`, which has a cluster of its own: the same claim, the same kill. */
async function playUnderRun(program: readonly string[]): Promise<string> {
  const ackurate = join(root, 'dist', 'cli', 'main.js')
  if (!existsSync(ackurate)) throw new Missing('dist is missing: npm run build')
  const options = ['--topic', 'orders', '--effects', 'stdout:/billed/', '--schedules', '2']
  const faults = ['--faults', 'crash', '--jobs', '1', '--join', '2m']
  try {
    await run(process.execPath, [ackurate, 'run', ...options, ...faults, '--', 'java', ...program])
    return ''
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as Failed
    // Two schedules decide little: 3 says that nothing was broken.
    if (code === 3) return ''
    return `${stdout}${stderr}`.trim() || String(error)
  }
}

function nameOf(offset: number): string {
  return `orders-0@${offset}`
}
