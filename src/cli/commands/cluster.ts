/** `ackurate cluster`: brokers on this machine, until somebody ends them. */
import type { Command } from 'commander'
import { plainText } from '../../model/thrown.ts'
import type { ClusterOptions, RunningCluster } from '../../remote/start-cluster.ts'
import { onInterruption } from '../interrupt.ts'
import { wholeNumber } from '../options/numbers-option.ts'
import { parseTopic } from '../options/options.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

interface Raw {
  readonly brokers: number
  readonly topic?: readonly string[]
  readonly partitions: number
  readonly records: number
  readonly port: number
}

const host = '127.0.0.1'
const portMax = 65_535
/** So many different refusals are told: a client that asks for the impossible asks for ever. */
const refusalsMax = 20

async function runCluster(raw: Raw, terminal: Terminal): Promise<void> {
  const { brokers, partitions, records, topic: topics = ['orders'] } = raw
  const cluster = await start({
    ...{ brokers, topics, partitions, records, host },
    ports: portsOf(raw),
    refused: refusalTeller(terminal),
  })
  const places = cluster.addresses.map(({ port }) => `${host}:${port}`)
  terminal.out(`bootstrap.servers=${places.join(',')}\n`)
  terminal.err(`${contentsText(topics, raw)}; Ctrl-C ends it\n`)
  await new Promise<void>((resolve) => onInterruption(resolve))
  await cluster.close()
}

/** Of broker 0, and of the others behind it. */
function portsOf({ brokers, port }: Raw): readonly number[] {
  const last = port + brokers - 1
  if (port > 0 && last > portMax) {
    throw new UsageError(`--port takes at most ${portMax - brokers + 1} with ${brokers} brokers`)
  }
  return Array.from({ length: brokers }, (_, i) => (port === 0 ? 0 : port + i))
}

async function start(options: ClusterOptions): Promise<RunningCluster> {
  const { startCluster } = await import('../../remote/start-cluster.ts')
  try {
    return await startCluster(options)
  } catch (error) {
    const { code, port } = error as { readonly code?: unknown; readonly port?: unknown }
    if (code === undefined || port === undefined) throw error
    const why = code === 'EADDRINUSE' ? 'is taken' : `is not to be had (${code})`
    throw new UsageError(`port ${port} ${why}: --port takes another one, or 0 for any`)
  }
}

function contentsText(topics: readonly string[], { partitions, records }: Raw): string {
  const each = `${counted(partitions, 'partition')} and ${counted(records, 'record')}`
  const names = topics.length === 1 ? `topic ${topics[0]}` : `each of ${topics.join(', ')}`
  return `${names} with ${each}`
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

/** Tells each reason once. */
function refusalTeller(terminal: Terminal): (reason: string) => void {
  const told = new Set<string>()
  return (reason) => {
    if (told.has(reason) || told.size >= refusalsMax) return
    told.add(reason)
    terminal.err(`ackurate: a client was refused: ${plainText(reason)}\n`)
  }
}

const addTopic = (text: string, topics: readonly string[] = []): readonly string[] => [
  ...new Set([...topics, parseTopic(text)]),
]

/** Adds the command to the program. */
export function addClusterCommand(program: Command, terminal: Terminal): void {
  program
    .command('cluster')
    .description("the model's brokers on ports of this machine, in real time, until Ctrl-C")
    .option('--brokers <n>', 'how many brokers', wholeNumber('--brokers', 1, 9), 3)
    .option('--topic <name>', 'a topic that is there; repeatable (default: orders)', addTopic)
    .option('--partitions <n>', 'partitions of each topic', wholeNumber('--partitions', 1, 1000), 2)
    .option(
      '--records <n>',
      'records in each topic at the start',
      wholeNumber('--records', 0, 1_000_000),
      0,
    )
    .option(
      '--port <n>',
      'port of the first broker, the others behind it; 0: any that are free',
      wholeNumber('--port', 0, portMax),
      9092,
    )
    .action((raw: Raw) => runCluster(raw, terminal))
}
