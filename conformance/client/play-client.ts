/** Plays a script with the Java client: a strategy of ours, as its page has it in Java. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Settings } from '../../src/model/settings.ts'
import { kafkaConsumerStrategies } from '../../src/strategies/kafka-consumer/all.ts'
import type { Strategy } from '../../src/strategies/strategy.ts'
import type { Cluster } from '../play/kafka.ts'
import type { Command } from '../play/member.ts'
import { scripts } from '../play/scripts.ts'
import { Stage } from '../play/stage.ts'
import { topicName } from '../play/topic-name.ts'
import { classpathOf } from '../setup/classpath.ts'
import { compiled } from '../setup/javac.ts'
import { root, sourceOf } from '../setup/places.ts'
import { foldRetries } from '../trace/fold.ts'
import type { ScheduleName, Trace } from '../trace/trace.ts'

/** What traces are made with. */
export interface Client {
  readonly cluster: Cluster
  readonly versions: { readonly kafka: string; readonly clients: string }
  readonly classpath: string
  /** Restarts the broker; other plays on it are waited for. */
  restartBroker(): Promise<void>
}

/** The class path of the programs with that version of kafka-clients. */
export async function clientClasspath(version: string): Promise<string> {
  const jars = await classpathOf(`clients-${version}`, sourceOf('java', 'client', 'pom.xml'), {
    'clients.version': version,
  })
  return compiled('client', jars, ['shared', 'client'], shownLoops())
}

/** The loops of `examples/strategies`, and what they stand on but for the table of offsets. */
function shownLoops(): readonly string[] {
  const folder = join(root, 'examples', 'strategies')
  const shown = kafkaConsumerStrategies.flatMap(({ name }) =>
    readdirSync(join(folder, name))
      .filter((file) => file.endsWith('.java'))
      .map((file) => join(folder, name, file)),
  )
  const shared = ['Orders', 'StoredOrders', 'Invoices', 'InvoiceException']
  return [...shown, ...shared.map((name) => join(folder, 'shared', `${name}.java`))]
}

const partitions = 2
const records = 10

/** What every consumer is set to; scripts and strategies add to it. */
const basic: Partial<Settings> = {
  'auto.offset.reset': 'earliest',
  'enable.auto.commit': false,
  'max.poll.records': 3,
}

/** A virtual machine that is up soon. */
const java = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xmx96m', '-Xshare:auto']

/** Plays it once; `attempt` is unique on the cluster. */
export async function playClient(
  client: Client,
  strategy: Strategy,
  schedule: ScheduleName,
  attempt: string,
): Promise<Trace> {
  const { cluster, versions, classpath } = client
  const script = scripts[schedule]
  const settings = { ...basic, ...strategy.settings, ...script.settings }
  const group = `${strategy.name}-${schedule}-${attempt}`
  const topic = topicName(group, partitions)
  await cluster.createTopic(topic, partitions, records)
  if (strategy.uses?.includes('transactions')) await cluster.createTopic(`${topic}-results`, 1, 0)
  const given = Object.entries(settings).map(([name, value]) => `${name}=${value}`)
  const command = (slot: number, name: string): Command => {
    const main = ['-cp', classpath, 'ackurate.client.Main']
    const args = [strategy.name, cluster.bootstrap, group, topic, `${group}-${slot}`]
    // A member id begins with it, and assignors sort members by their ids.
    const own = `client.id=${name}`
    return { program: 'java', args: [...java, ...main, ...args, own, ...given] }
  }
  const { restartBroker } = client
  const stage = new Stage(cluster, { group, topic, partitions, records, command, restartBroker })
  try {
    await script.play(stage)
    return foldRetries({
      strategy: strategy.name,
      schedule,
      versions,
      settings,
      partitions,
      records,
      ...stage.seen(),
      committed: await cluster.committed(group, topic, partitions),
    })
  } finally {
    await stage.clear()
  }
}
