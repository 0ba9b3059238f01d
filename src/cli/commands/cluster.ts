/** `ackurate cluster`: brokers on this machine, until somebody ends them. */
import { setFlagsFromString } from 'node:v8'
import type { Command } from 'commander'
import { plainText } from '../../model/thrown.ts'
import { addressesText } from '../../remote/address-text.ts'
import { onInterruption } from '../interrupt.ts'
import { wholeNumber } from '../options/numbers-option.ts'
import { parseTopic } from '../options/options.ts'
import type { Terminal } from '../terminal.ts'
import { quoted, UsageError } from '../usage-error.ts'

interface Raw {
  readonly brokers: number
  readonly topic?: readonly string[]
  readonly partitions: number
  readonly records: number
  readonly port?: number
  readonly host: string
  readonly advertisedHost?: string
  readonly newGroup: boolean
  readonly control?: number
}

const loopback = '127.0.0.1'
/** Addresses that stand for all of a machine's: nobody can connect to them. */
const wildcards = ['0.0.0.0', '::']
const portUsual = 9092
const portMax = 65_535
type Told = (reason: string) => void

/**
 * Each answer leaves many small objects behind. V8 would let them grow to four times what is kept
 * before it looks at them all, 50 MB that nobody uses.
 */
const heapGrowth = '--heap-growing-percent=40'

/** So many different refusals are told: a client that asks for the impossible asks for ever. */
const refusalsMax = 20

/** Something that listens, and ends. */
interface Running {
  /** What its clients are to be told. */
  readonly line: string
  close(): Promise<void>
}

async function runCluster(raw: Raw, terminal: Terminal): Promise<void> {
  setFlagsFromString(heapGrowth)
  const { topic: topics = ['orders'], control } = raw
  const refused = refusalTeller(terminal)
  const running = await (control === undefined
    ? startPlain(raw, topics, refused)
    : startControlled(raw, topics, control, refused))
  terminal.out(`${running.line}\n`)
  terminal.err(`${contentsText(topics, raw)}; Ctrl-C ends it\n`)
  if (raw.host !== loopback) {
    terminal.err(`ackurate: whoever reaches ${raw.host} can use it: there are no passwords\n`)
  }
  await new Promise<void>((resolve) => onInterruption(resolve))
  await running.close()
}

/** Brokers, and nobody who watches. */
async function startPlain(raw: Raw, topics: readonly string[], refused: Told): Promise<Running> {
  const { brokers, partitions, records, host, port = portUsual } = raw
  const advertisedHost = advertisedHostOf(raw)
  const ports = portsOf(brokers, port)
  const options = { brokers, topics, partitions, records, host, advertisedHost, ports, refused }
  const { startCluster } = await import('../../remote/start-cluster.ts')
  const cluster = await orUsageError(startCluster(options), '--port')
  const line = `bootstrap.servers=${addressesText(cluster.addresses)}`
  return { line, close: () => cluster.close() }
}

/** A cluster that a test controls, and watches. */
async function startControlled(
  raw: Raw,
  topics: readonly string[],
  controlPort: number,
  refused: Told,
): Promise<Running> {
  const { brokers, partitions, records, newGroup, host, port = 0 } = raw
  const [topic = '', ...otherTopics] = topics
  portsOf(brokers, port)
  const contents = {
    ...{ brokers, topic, otherTopics, partitions, records, newGroup, refused },
    ...{ settings: {}, templates: [] },
  }
  const { startControl } = await import('../../remote/control/start-control.ts')
  const { judgeSession } = await import('../control/judge-session.ts')
  const control = await orUsageError(
    startControl(
      {
        ...{ contents, host, advertisedHost: advertisedHostOf(raw), port },
        judge: (run, claims) => judgeSession(contents, run, claims),
      },
      controlPort,
    ),
    '--control',
  )
  return { line: `control=${control.url}`, close: () => control.close() }
}

/** What is told to clients where nothing else is said. */
function advertisedHostOf({ host, advertisedHost }: Raw): string {
  return advertisedHost ?? (wildcards.includes(host) ? loopback : host)
}

/** Of broker 0, and of the others behind it. */
function portsOf(brokers: number, port: number): readonly number[] {
  const last = port + brokers - 1
  if (port > 0 && last > portMax) {
    throw new UsageError(`--port takes at most ${portMax - brokers + 1} with ${brokers} brokers`)
  }
  return Array.from({ length: brokers }, (_, i) => (port === 0 ? 0 : port + i))
}

/** A port or an address that is not to be had is the user's matter. */
async function orUsageError<T>(starting: Promise<T>, option: string): Promise<T> {
  try {
    return await starting
  } catch (error) {
    const { code, port } = error as { readonly code?: unknown; readonly port?: unknown }
    if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL') {
      throw new UsageError(`--host takes an address of this machine (${code})`)
    }
    if (code === undefined || port === undefined) throw error
    const why = code === 'EADDRINUSE' ? 'is taken' : `is not to be had (${code})`
    throw new UsageError(`port ${port} ${why}: ${option} takes another one, or 0 for any`)
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
function refusalTeller(terminal: Terminal): Told {
  const told = new Set<string>()
  return (reason) => {
    if (told.has(reason) || told.size >= refusalsMax) return
    told.add(reason)
    terminal.err(`ackurate: a client was refused: ${plainText(reason)}\n`)
  }
}

function parseHost(text: string): string {
  if (/^[\w.:-]{1,253}$/.test(text)) return text
  throw new UsageError(`--advertised-host takes a name or an address, not ${quoted(text)}`)
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
    .option('--new-group', 'with --control: the group has never committed before', false)
    .option(
      '--port <n>',
      'port of the first broker, the others behind it; 0: any that are free ' +
        '(default: 9092, with --control 0)',
      wholeNumber('--port', 0, portMax),
    )
    .option(
      '--control <n>',
      'let tests arm faults and ask for verdicts by HTTP, at this port; 0: any that is free',
      wholeNumber('--control', 0, portMax),
    )
    .option('--host <address>', 'listen there; 0.0.0.0 in a container', loopback)
    .option(
      '--advertised-host <name>',
      'what clients are told instead of --host (default: the same; for 0.0.0.0 127.0.0.1)',
      parseHost,
    )
    .action((raw: Raw) => runCluster(raw, terminal))
}
