/** The program of `java/retry`, and one process of it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { classpathOf } from '../setup/classpath.ts'
import { compiled } from '../setup/javac.ts'
import { sourceOf } from '../setup/places.ts'
import type { Told } from './outcome.ts'

/** What Java is started with, for this version of Spring Kafka. */
export async function retryProgram(spring: string): Promise<readonly string[]> {
  const pom = sourceOf('java', 'spring', 'pom.xml')
  const jars = await classpathOf(`spring-${spring}`, pom, { 'spring.version': spring })
  const classpath = await compiled(`retry-${spring}`, jars, ['shared', 'retry'])
  const quick = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto', '-Xmx128m']
  return [...quick, '-cp', classpath, 'ackurate.retry.Main']
}

type Line = { readonly kind: 'held' } | { readonly kind: 'started-up' } | Told

/** A process, and what it tells. */
export class Application {
  readonly told: Told[] = []
  held = false
  ended = false
  readonly #child: ChildProcess
  #rest = ''
  #said = ''

  constructor(program: readonly string[], args: Readonly<Record<string, string | number>>) {
    const own = Object.entries(args).map(([name, value]) => `${name}=${value}`)
    this.#child = spawn('java', [...program, ...own], { stdio: ['pipe', 'pipe', 'pipe'] })
    this.#child.stdout?.on('data', (text) => this.#take(String(text)))
    this.#child.stderr?.on('data', (text) => {
      this.#said = (this.#said + String(text)).slice(-2000)
    })
    this.#child.on('error', (error) => {
      this.#said += String(error)
    })
    this.#child.on('close', () => {
      this.ended = true
    })
  }

  /** What it said last, for whoever wonders. */
  get said(): string {
    return this.#said
  }

  signal(name: 'SIGKILL' | 'SIGTERM'): void {
    this.#child.kill(name)
  }

  #take(text: string): void {
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) {
      const told = JSON.parse(line) as Line
      if (told.kind === 'held') this.held = true
      else if (told.kind !== 'started-up') this.told.push(told)
    }
  }
}
