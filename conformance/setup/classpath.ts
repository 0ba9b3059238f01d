/**
 * Jars from Maven Central, as a class path: asked for once, then remembered in the cache folder.
 *
 * Maven keeps the jars where it always does; only the list of them is ours.
 */
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Missing } from './missing.ts'
import { cacheFolder } from './places.ts'

const run = promisify(execFile)

/** The class path of the project of that POM with these properties; `name` is unique to both. */
export async function classpathOf(
  name: string,
  pom: string,
  properties: Readonly<Record<string, string>>,
): Promise<string> {
  const file = join(cacheFolder(), `${name}.classpath`)
  const known = existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
  if (known !== '' && known.split(':').every((jar) => existsSync(jar))) return known
  mkdirSync(cacheFolder(), { recursive: true })
  const unfinished = `${file}.${process.pid}`
  const given = Object.entries(properties).map(([key, value]) => `-D${key}=${value}`)
  const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:build-classpath'
  await maven(['-f', pom, ...given, goal, `-Dmdep.outputFile=${unfinished}`], name)
  renameSync(unfinished, file)
  return readFileSync(file, 'utf8').trim()
}

/** Runs Maven; `what` is named if it fails. */
export async function maven(args: readonly string[], what: string): Promise<void> {
  try {
    await run('mvn', ['-q', '-B', '-Dstyle.color=never', ...args], { maxBuffer: 1 << 26 })
  } catch (error) {
    const { code, stdout = '' } = error as { code?: unknown; stdout?: string }
    if (code === 'ENOENT') throw new Missing('Maven is missing: install it (mvn on the PATH)')
    const line = stdout.split('\n').find((text) => text.includes('[ERROR]')) ?? String(error)
    throw new Missing(`Maven could not get ${what}: ${line.replace(/ in central.*/, '').trim()}`)
  }
}

/** Checks that there is a Java of at least 17; throws {@link Missing}. */
export async function checkJava(): Promise<void> {
  const told = await run('java', ['-version']).catch((error: { code?: unknown }) => {
    if (error.code === 'ENOENT') throw new Missing('Java is missing: install Java 17 or later')
    throw error
  })
  const version = /version "(\d+)/.exec(told.stderr)?.[1] ?? '0'
  if (Number(version) < 17) throw new Missing(`Java ${version} is too old: install 17 or later`)
}
