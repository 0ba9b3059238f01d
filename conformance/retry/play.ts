/** One play for real: the records are there, the application reads them, and may be killed. */
import { type Admin, Kafka, logLevel } from 'kafkajs'
import { pause } from '../play/stage.ts'
import { deliveriesOf, type RetryOutcome } from './outcome.ts'
import { delayMs, maxPollRecords, nameOf, type RetryPlay } from './plays.ts'
import { Application } from './program.ts'

const patienceMs = 240_000
/** So long the offsets are to stay as they are before a play counts as over. */
const quietMs = 3 * delayMs

/** Plays it, with topics and groups of names that begin so. */
export async function playForReal(
  program: readonly string[],
  bootstrap: string,
  play: RetryPlay,
  prefix: string,
): Promise<RetryOutcome> {
  const client = { clientId: 'script', brokers: [bootstrap], logLevel: logLevel.NOTHING }
  const kafka = new Kafka(client)
  const admin = kafka.admin()
  const applications: Application[] = []
  const start = (hold: string) => {
    const { attempts, numPartitions, dltStrategy } = play
    const args = { bootstrap, group: prefix, maxPollRecords, attempts, delayMs, numPartitions }
    const topics = play.topics.map((topic) => prefix + topic).join(',')
    const failing = Object.entries(play.fails).map(([name, times]) => `${name}:${times}`)
    const more = { topics, dltStrategy, fails: failing.join(','), hold }
    const application = new Application(program, { ...args, ...more })
    applications.push(application)
    return application
  }
  try {
    await admin.connect()
    await prepare(kafka, admin, play, prefix)
    const { kill } = play
    if (kill !== null) {
      const first = start(`${kill.at} ${kill.name}#${kill.delivery}`)
      await until('the thread to stand still', first, () => first.held)
      first.signal('SIGKILL')
      await until('its end', first, () => first.ended)
    }
    const last = start('')
    const committed = await quietOffsets(admin, play, prefix, last)
    last.signal('SIGTERM')
    await until('its end', last, () => last.ended)
    const told = applications.flatMap((one) => one.told)
    const named = told.map((one) => ({ ...one, topic: one.topic.slice(prefix.length) }))
    return { deliveries: deliveriesOf(named), committed }
  } finally {
    for (const one of applications) if (!one.ended) one.signal('SIGKILL')
    await admin.disconnect()
  }
}

async function prepare(kafka: Kafka, admin: Admin, play: RetryPlay, prefix: string): Promise<void> {
  const { topics, partitions, records } = play
  await admin.createTopics({
    topics: topics.map((topic) => ({ topic: prefix + topic, numPartitions: partitions })),
    waitForLeaders: true,
  })
  const producer = kafka.producer()
  await producer.connect()
  for (const topic of topics) {
    const messages = Array.from({ length: partitions * records }, (_, i) => {
      const partition = i % partitions
      const name = nameOf(topic, partition, Math.floor(i / partitions))
      return { partition, key: name, value: name }
    })
    await producer.send({ topic: prefix + topic, messages, acks: -1 })
  }
  await producer.disconnect()
}

/** The offsets of all groups, when they are those of the ends of their logs and stay so. */
async function quietOffsets(
  admin: Admin,
  { topics, attempts }: RetryPlay,
  prefix: string,
  application: Application,
): Promise<RetryOutcome['committed']> {
  const suffixes = attempts === 0 ? [''] : ['', ...(attempts > 1 ? ['-retry'] : []), '-dlt']
  const places = topics.flatMap((topic) => suffixes.map((suffix) => ({ topic, suffix })))
  let before = ''
  let since = performance.now()
  let committed: Record<string, number> = {}
  await until('the last commit', application, async () => {
    committed = {}
    let open = false
    for (const { topic, suffix } of places) {
      const name = prefix + topic + suffix
      const [fetched] = await admin.fetchOffsets({ groupId: prefix + suffix, topics: [name] })
      for (const { partition, high } of await admin.fetchTopicOffsets(name)) {
        const own = fetched?.partitions.find((one) => one.partition === partition)?.offset
        const offset = Math.max(0, Number(own ?? -1))
        if (offset > 0) committed[`${topic}${suffix}-${partition}`] = offset
        if (offset < Number(high)) open = true
      }
    }
    const now = JSON.stringify(committed)
    if (open || now !== before) since = performance.now()
    before = now
    return !open && performance.now() - since >= quietMs
  })
  return committed
}

async function until(
  what: string,
  application: Application,
  holds: () => boolean | Promise<boolean>,
): Promise<void> {
  const deadline = performance.now() + patienceMs
  let last: unknown = null
  for (;;) {
    try {
      if (await holds()) return
    } catch (error) {
      // Topics that the application has not made yet.
      last = error
    }
    if (performance.now() > deadline || (application.ended && what !== 'its end')) {
      throw new Error(`waited in vain for ${what}: ${String(last ?? '')} ${application.said}`)
    }
    await pause(200)
  }
}
