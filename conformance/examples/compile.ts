/**
 * Whether the code that docs/strategies shows compiles: Java against kafka-clients, spring-kafka
 * and connect-api, Scala against Spark. What it does is the business of other tests.
 */
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { classpathOf } from '../setup/classpath.ts'
import { Missing } from '../setup/missing.ts'
import { root, sourceOf } from '../setup/places.ts'

const run = promisify(execFile)

/** What a compiler said of some files. */
export interface Compilation {
  /** With what: `spring-kafka 3.3.16, kafka 3.9.1`. */
  readonly against: string
  readonly files: number
  /** What it complained of, warnings too; empty: nothing. */
  readonly complaints: string
  readonly seconds: number
}

/** Lines of Spring with the client that is named with it; 3.9.1 is also what Connect's API is of. */
const javaVersions = [
  { spring: '3.3.16', kafka: '3.9.1' },
  { spring: '4.1.2', kafka: '4.1.1' },
] as const

const sparkVersions = { spark: '3.5.1', scala: '2.13.8' } as const

/** The Java examples with each of the versions. */
export async function compileJava(): Promise<readonly Compilation[]> {
  const compilations: Compilation[] = []
  for (const { spring, kafka } of javaVersions) {
    const pom = sourceOf('java', 'examples', 'pom.xml')
    const properties = { 'spring.version': spring, 'kafka.version': kafka }
    const classpath = await classpathOf(`examples-${spring}-${kafka}`, pom, properties)
    const args = ['--release', '17', '-Xlint:all', '-proc:none', '-cp', classpath]
    const against = `spring-kafka ${spring}, kafka ${kafka}`
    compilations.push(await compiledBy(against, '.java', 'javac', args))
  }
  return compilations
}

/** The Scala examples. */
export async function compileScala(): Promise<readonly Compilation[]> {
  const { spark, scala } = sparkVersions
  const properties = { 'spark.version': spark, 'scala.version': scala }
  const pom = sourceOf('java', 'spark', 'pom.xml')
  const classpath = await classpathOf(`spark-${spark}`, pom, properties)
  const args = ['-cp', classpath, 'scala.tools.nsc.Main', '-usejavacp']
  // Spark deprecates DStreams as such.
  const quiet = ['-Wconf:msg=DStream is deprecated:s', '-Xfatal-warnings']
  return [await compiledBy(`spark ${spark}`, '.scala', 'java', [...args, ...quiet])]
}

async function compiledBy(
  against: string,
  end: string,
  program: string,
  args: readonly string[],
): Promise<Compilation> {
  const began = performance.now()
  const files = filesEndingIn(end)
  const classes = mkdtempSync(join(tmpdir(), 'ackurate-examples-'))
  try {
    const complaints = await run(program, [...args, '-d', classes, ...files], {
      maxBuffer: 1 << 26,
    }).then(
      ({ stdout, stderr }) => stdout + stderr,
      (error: { code?: unknown; stdout?: string; stderr?: string }) => {
        if (error.code === 'ENOENT') throw new Missing(`${program} is missing: install a JDK`)
        const said = `${error.stdout ?? ''}${error.stderr ?? ''}`
        return said === '' ? String(error) : said
      },
    )
    const seconds = Math.round((performance.now() - began) / 1000)
    return { against, files: files.length, complaints, seconds }
  } finally {
    rmSync(classes, { recursive: true, force: true })
  }
}

/** All of examples/strategies. */
function filesEndingIn(end: string): readonly string[] {
  const folder = join(root, 'examples', 'strategies')
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(end))
    .map((name) => join(folder, name))
    .sort()
}
