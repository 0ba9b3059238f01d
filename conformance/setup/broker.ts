/**
 * Real brokers of Apache Kafka, in KRaft mode: each a process of its own with a data folder of its
 * own, on free ports. They end with us, however we end.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { classpathOf } from './classpath.ts'
import { Missing } from './missing.ts'
import { cacheFolder, sourceOf } from './places.ts'

/** A cluster that runs. */
export interface RealCluster {
  readonly version: string
  readonly nodes: readonly RealBroker[]
  stop(): Promise<void>
}

/** One node of it, broker and controller in one. */
export interface RealBroker {
  readonly id: number
  readonly port: number
  /** Whether its process runs. */
  readonly running: boolean
  /** Ends the process: SIGTERM is a clean shutdown, SIGKILL is not. */
  stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
  /** Starts it again on the data that it left; resolves when it takes connections. */
  start(): Promise<void>
}

/** What is configured beyond Kafka's defaults, by Kafka's names. */
export type BrokerConfig = Readonly<Record<string, string | number | boolean>>

/** 3.9.1 and so on, as Maven Central has them. */
export async function brokerClasspath(version: string): Promise<string> {
  if (!/^\d+\.\d+\.\d+$/.test(version)) {
    throw new Missing(`no version of Apache Kafka: ${version} (write 3.9.1 or 4.1.1)`)
  }
  return classpathOf(`kafka-${version}`, sourceOf('java', 'broker', 'pom.xml'), {
    'kafka.version': version,
  })
}

/** The same for all: their data folders are copies of formatted ones. */
const clusterId = 'QWNrdXJhdGVDb25mb3JtYQ'

const startTimeoutMs = 60_000

/** Starts a cluster of so many nodes; resolves when all take connections. */
export async function startCluster(
  version: string,
  size: number,
  config: BrokerConfig,
): Promise<RealCluster> {
  const classpath = await brokerClasspath(version)
  const folder = mkdtempSync(join(tmpdir(), 'ackurate-kafka-'))
  const ports = await freePorts(size * 2)
  const voters = Array.from({ length: size }, (_, i) => `${i}@127.0.0.1:${ports[size + i]}`)
  const nodes: RealBroker[] = []
  for (let id = 0; id < size; id++) {
    const port = ports[id] ?? 0
    const listeners = `PLAINTEXT://127.0.0.1:${port}`
    const lines = propertiesOf({
      ...common,
      ...config,
      'node.id': id,
      'controller.quorum.voters': voters.join(','),
      listeners: `${listeners},CONTROLLER://127.0.0.1:${ports[size + id]}`,
      'advertised.listeners': listeners,
      'log.dirs': join(folder, `data-${id}`),
    })
    const properties = join(folder, `${id}.properties`)
    writeFileSync(properties, lines)
    await format(version, classpath, id, size, join(folder, `data-${id}`))
    nodes.push(createNode(id, port, classpath, properties))
  }
  const forget = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', forget)
  const stop = async () => {
    await Promise.all(nodes.map((node) => node.stop('SIGKILL')))
    process.removeListener('exit', forget)
    forget()
  }
  try {
    await Promise.all(nodes.map((node) => node.start()))
  } catch (error) {
    await stop()
    throw error
  }
  return { version, nodes, stop }
}

const common: BrokerConfig = {
  'process.roles': 'broker,controller',
  'controller.listener.names': 'CONTROLLER',
  'inter.broker.listener.name': 'PLAINTEXT',
  'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
}

function propertiesOf(config: BrokerConfig): string {
  return Object.entries(config)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('')
}

/** Formats a data folder as Kafka's own tool does, once; the others are copies of that one. */
async function format(
  version: string,
  classpath: string,
  id: number,
  size: number,
  folder: string,
): Promise<void> {
  const template = join(cacheFolder(), `formatted-${version}-${id}-of-${size}`)
  if (!existsSync(join(template, 'meta.properties'))) {
    const scratch = mkdtempSync(join(tmpdir(), 'ackurate-format-'))
    const data = join(scratch, 'data')
    mkdirSync(data)
    const properties = join(scratch, 'format.properties')
    const voters = Array.from({ length: size }, (_, i) => `${i}@127.0.0.1:${1 + i}`).join(',')
    const lines = propertiesOf({
      ...common,
      'node.id': id,
      'controller.quorum.voters': voters,
      listeners: 'PLAINTEXT://127.0.0.1:9092,CONTROLLER://127.0.0.1:9093',
      'log.dirs': data,
    })
    writeFileSync(properties, lines)
    const tool = ['-cp', classpath, 'kafka.tools.StorageTool', 'format']
    await finished(spawn('java', [...tool, '-t', clusterId, '-c', properties]), 'StorageTool')
    cpSync(data, template, { recursive: true })
    rmSync(scratch, { recursive: true, force: true })
  }
  cpSync(template, folder, { recursive: true })
}

function finished(child: ChildProcess, what: string): Promise<void> {
  let told = ''
  child.stdout?.on('data', (text) => {
    told += text
  })
  child.stderr?.on('data', (text) => {
    told += text
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`${what} failed (${code}): ${told.slice(0, 2000)}`)),
    )
  })
}

/** A second process kills the broker as soon as their common input ends: when we are gone. */
const guard = 'exec 3<&0; (read -r _ <&3; kill -9 $$ 2>/dev/null) & exec "$@" </dev/null 3<&-'

function createNode(
  id: number,
  port: number,
  classpath: string,
  properties: string,
): RealBroker & { running: boolean } {
  let child: ChildProcess | null = null
  let ended: Promise<void> = Promise.resolve()
  const node = {
    id,
    port,
    running: false,
    async start() {
      const heap = ['-Xmx400m', '-Xms200m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=4']
      const java = ['java', ...heap, '-cp', classpath, 'kafka.Kafka', properties]
      const started = spawn('/bin/sh', ['-c', guard, 'broker', ...java], {
        stdio: ['pipe', 'pipe', 'pipe'],
        detached: true,
      })
      let told = ''
      const keep = (text: Buffer) => {
        told = (told + text).slice(-4000)
      }
      started.stdout?.on('data', keep)
      started.stderr?.on('data', keep)
      child = started
      node.running = true
      ended = new Promise((resolve) => {
        started.on('exit', () => {
          node.running = false
          started.stdin?.destroy()
          resolve()
        })
      })
      await takesConnections(
        port,
        () => node.running,
        () => told,
      )
    },
    async stop(signal: 'SIGTERM' | 'SIGKILL') {
      if (node.running) child?.kill(signal)
      await ended
    },
  }
  return node
}

async function takesConnections(
  port: number,
  alive: () => boolean,
  told: () => string,
): Promise<void> {
  const deadline = Date.now() + startTimeoutMs
  while (Date.now() < deadline) {
    if (!alive()) throw new Error(`the broker ended while it started: ${told()}`)
    if (await connects(port)) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`no broker on port ${port} within ${startTimeoutMs} ms: ${told()}`)
}

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    socket.on('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer())
  const ports: number[] = []
  for (const server of servers) {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    ports.push(address.port)
  }
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}
