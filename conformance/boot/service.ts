/** The Spring Boot service of `examples/spring-boot`, compiled, and one process of it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { classpathOf } from '../setup/classpath.ts'
import { compiled } from '../setup/javac.ts'
import { root } from '../setup/places.ts'

const project = join(root, 'examples', 'spring-boot')
const main = join(project, 'src', 'main')

/** What a process of it is started with: `java`, and these. */
export async function bootProgram(): Promise<readonly string[]> {
  const jars = await classpathOf('spring-boot', join(project, 'pom.xml'), {})
  const source = join(main, 'java', 'billing', 'Billing.java')
  const classpath = await compiled('spring-boot', jars, [], [source])
  const quick = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto', '-Xmx128m']
  return [...quick, '-cp', `${join(main, 'resources')}:${classpath}`, 'billing.Billing']
}

/** A process of the service, and what it says that it has billed. */
export class Service {
  readonly billed: string[] = []
  ended = false
  readonly #child: ChildProcess
  #rest = ''
  #said = ''

  constructor(args: readonly string[], env: Readonly<Record<string, string>>) {
    this.#child = spawn('java', args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child.stdout?.on('data', (text) => this.#take(String(text)))
    this.#child.stderr?.on('data', (text) => this.#keep(String(text)))
    this.#child.on('error', (error) => this.#keep(String(error)))
    this.#child.on('close', () => {
      // Of a killed one the last line may have no end.
      this.#take('\n')
      this.ended = true
    })
  }

  /** What it said last, for whoever wonders. */
  get said(): string {
    return this.#said
  }

  /** Reads no more of it: when the pipe is full it stands still in the middle of its work. */
  hold(): void {
    this.#child.stdout?.pause()
  }

  signal(name: 'SIGKILL' | 'SIGTERM'): void {
    this.#child.kill(name)
    this.#child.stdout?.resume()
  }

  #take(text: string): void {
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) {
      const record = /^billed (\S+)/.exec(line)?.[1]
      if (record !== undefined) this.billed.push(record)
      else this.#keep(`${line}\n`)
    }
  }

  #keep(text: string): void {
    this.#said = (this.#said + text).slice(-2000)
  }
}
