/** Plays a script with Spring's container. */
import type { Settings } from '../../src/model/settings.ts'
import type { Cluster } from '../play/kafka.ts'
import { type Play, pause, Stage } from '../play/stage.ts'
import { topicName } from '../play/topic-name.ts'
import type { Trace } from '../trace/trace.ts'
import type { SpringCase } from './cases.ts'
import type { SpringProgram } from './program.ts'
import { scriptOf } from './scripts.ts'

/** What traces are made with. */
export interface Container {
  readonly cluster: Cluster
  readonly kafka: string
  readonly program: SpringProgram
  /** Restarts the broker; other plays on it are waited for. */
  restartBroker(): Promise<void>
}

const partitions = 2

/** Plays it once; `attempt` is unique on the cluster. */
export async function playSpring(
  { cluster, kafka, program, restartBroker }: Container,
  played: SpringCase,
  attempt: string,
): Promise<Trace> {
  const script = scriptOf(played)
  const { records } = played
  const settings = { ...basic, ...given(played), ...script.settings }
  const group = `${played.name}-${attempt}`
  const topic = topicName(group, partitions)
  await cluster.createTopic(topic, partitions, records)
  if (played.settings['handler'] === 'dead-letter') {
    await cluster.createTopic(`${topic}-dlt`, partitions, 0)
  }
  const where = { 'bootstrap.servers': cluster.bootstrap, 'group.id': group, topic }
  let heldPoll = played.heldPoll
  const command = (slot: number) => {
    // Assignors go by member ids, which begin with this: in the order of the model's members.
    const id = { 'client.id': `member-${slot}` }
    const all = { ...where, ...settings, ...played.settings, ...forClient(played), ...id, heldPoll }
    // Only the first member is held.
    heldPoll = 0
    const args = Object.entries(all).map(([name, value]) => `${name}=${value}`)
    return { program: 'java', args: [...program.java, 'ackurate.spring.Main', ...args] }
  }
  const play = { group, topic, partitions, records, command, restartBroker }
  const stage = new SpringStage(cluster, play, played)
  try {
    await script.play(stage)
    return {
      strategy: played.strategy,
      schedule: played.schedule,
      versions: { kafka, clients: program.clients, spring: program.spring },
      settings,
      partitions,
      records,
      ...stage.seen(),
      committed: await cluster.committed(group, topic, partitions),
    }
  } finally {
    await stage.clear()
  }
}

/** What every consumer is set to; scripts add to it. */
const basic: Partial<Settings> = {
  'auto.offset.reset': 'earliest',
  'enable.auto.commit': false,
  'max.poll.records': 3,
  'fetch.max.wait.ms': 100,
}

/** What the case sets, in the model's words. */
function given({ settings, isCooperative }: SpringCase): Partial<Settings> {
  return {
    ...('enable.auto.commit' in settings ? { 'enable.auto.commit': true } : {}),
    ...(isCooperative ? { 'partition.assignment.strategy': 'cooperative-sticky' } : {}),
  }
}

/** And in the client's, where they differ. */
function forClient({ isCooperative }: SpringCase): Readonly<Record<string, string>> {
  if (!isCooperative) return {}
  const name = 'org.apache.kafka.clients.consumer.CooperativeStickyAssignor'
  return { 'partition.assignment.strategy': name }
}

/** A container may commit what is left when nothing has come for a while. */
class SpringStage extends Stage {
  readonly #settleMs: number
  readonly #readingMs: number | null

  constructor(cluster: Cluster, play: Play, { settleMs, readingMs }: SpringCase) {
    super(cluster, play)
    this.#settleMs = settleMs
    this.#readingMs = readingMs ?? null
  }

  override async finish(): Promise<void> {
    await this.untilQuiet()
    await pause(this.#settleMs)
    await super.finish()
  }

  override readingMs(): number | null {
    return this.#readingMs
  }
}
