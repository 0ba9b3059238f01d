/** What `ackurate init` finds in a Maven or Gradle project: a listener of Spring, or a program. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../usage-error.ts'
import { type JavaProgram, programIn } from './java-program.ts'
import { usesGitHub } from './repository.ts'

/** A `@KafkaListener` method, as far as its check depends on it. */
export interface JavaListener {
  /** `src/main/java/…/Billing.java:14`. */
  readonly place: string
  readonly method: string
  readonly isBatch: boolean
  /** It takes an Acknowledgment, and where it calls it. */
  readonly acknowledges: 'no' | 'yes' | 'in finally'
}

/** A project, as far as it matters. */
export interface JavaProject {
  readonly folder: string
  /** Spring Boot's file with `spring.kafka`; null: there is none. */
  readonly configuration: string | null
  /** The first is checked. */
  readonly listeners: readonly JavaListener[]
  /** What is checked where there is no listener. */
  readonly program: JavaProgram | null
  /** Whether a workflow for GitHub is wanted. */
  readonly usesGitHub: boolean
}

const builds = ['pom.xml', 'build.gradle', 'build.gradle.kts']
const elsewhere = /^(?:node_modules|target|build|out|\..*)$/
/** A listener is not hidden behind more files than that. */
const filesMax = 20_000
const bytesMax = 500_000

/** Whether the folder is one of those; a package.json makes it another kind. */
export function isJavaProject(folder: string): boolean {
  const has = (name: string) => existsSync(join(folder, name))
  return !has('package.json') && builds.some(has)
}

/** Looks at the folder; runs nothing of it. Throws a UsageError where no consumer is. */
export function readJavaProject(folder: string): JavaProject {
  const files = filesBelow(folder)
  const sources = files.filter(
    (path) => /\.(?:java|kt)$/.test(path) && !/(^|\/)src\/test\//.test(path),
  )
  const listeners = sources.flatMap((path) =>
    listenersIn(readFileSync(join(folder, path), 'utf8'), path),
  )
  const program = listeners.length === 0 ? programIn(folder, sources) : null
  if (listeners.length === 0 && program === null) {
    throw new UsageError(
      'there is no @KafkaListener and no KafkaConsumer here; a program of any kind is checked as ' +
        'it is: ' +
        '"ackurate run --topic TOPIC -- java -jar target/app.jar"',
    )
  }
  const configurations = files
    .filter((path) => /(^|\/)application\.(?:ya?ml|properties)$/.test(path))
    .filter((path) => !/(^|\/)src\/test\//.test(path))
  const withKafka = configurations.find((path) =>
    /spring\.kafka|^\s*kafka\s*:/m.test(readFileSync(join(folder, path), 'utf8')),
  )
  const configuration = withKafka ?? configurations[0] ?? null
  return { folder, configuration, listeners, program, usesGitHub: usesGitHub(folder) }
}

/** In the order of their names. */
function filesBelow(folder: string): readonly string[] {
  const found: string[] = []
  const visit = (below: string): void => {
    const entries = readdirSync(join(folder, below), { withFileTypes: true })
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`
      if (entry.isDirectory() && !elsewhere.test(entry.name)) visit(path)
      if (!entry.isFile() || !/\.(?:java|kt|ya?ml|properties)$/.test(path)) continue
      if (found.length >= filesMax || statSync(join(folder, path)).size > bytesMax) continue
      found.push(path)
    }
  }
  visit('')
  return found
}

/** The annotation with its arguments, other annotations, and the head of the method. */
const annotation = String.raw`@KafkaListener\b\s*(\((?:[^()"]|"[^"]*"|\([^()]*\))*\))?`
const others = String.raw`(?:\s|@\w+(?:\([^()]*\))?)*`
const head = String.raw`(?:[\w<>[\],.?]+\s+)*?(\w+)\s*\(((?:[^()]|\([^()]*\))*)\)`
const listenerHead = new RegExp(annotation + others + head, 'g')

function listenersIn(text: string, path: string): readonly JavaListener[] {
  return [...text.matchAll(listenerHead)].map((match) => {
    const [whole, annotation = '', method = '', parameters = ''] = match
    const start = match.index
    const line = text.slice(0, start).split('\n').length
    const body = text.slice(start + whole.length).split(/@KafkaListener\b/)[0] ?? ''
    const takes = /\bAcknowledgment\b/.test(parameters)
    const inFinally = /finally\s*\{[^}]*\.acknowledge\s*\(/.test(body)
    return {
      place: `${path}:${line}`,
      method,
      isBatch: /batch\s*=\s*"true"/.test(annotation) || /\bList<|ConsumerRecords</.test(parameters),
      acknowledges: takes ? (inFinally ? 'in finally' : 'yes') : 'no',
    }
  })
}
