/** A Java program with a consumer of its own, as `ackurate run` starts it. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What builds and starts it. */
export interface JavaProgram {
  /** `src/main/java/…/Main.java:14`: where its consumer is made. */
  readonly place: string
  /** Null: no name of a topic stands beside `subscribe`. */
  readonly topic: string | null
  readonly build: string
  /** From the project's folder. */
  readonly jar: string
}

const made = /\bnew\s+KafkaConsumer\b|\bKafkaConsumer\s*(?:<[^>(]*>)?\s*\(/
const subscribed = /\.subscribe\(\s*(?:\w+\.?\w+\()?\s*"([\w.-]+)"/

/** The first of the sources that makes a consumer; null: none does. */
export function programIn(folder: string, sources: readonly string[]): JavaProgram | null {
  for (const path of sources) {
    const text = readFileSync(join(folder, path), 'utf8')
    const found = made.exec(text)
    if (found === null) continue
    const line = text.slice(0, found.index).split('\n').length
    const topic = subscribed.exec(text)?.[1] ?? null
    return { place: `${path}:${line}`, topic, ...buildOf(folder) }
  }
  return null
}

function buildOf(folder: string): Pick<JavaProgram, 'build' | 'jar'> {
  const has = (name: string) => existsSync(join(folder, name))
  if (has('pom.xml')) {
    const build = `${has('mvnw') ? './mvnw' : 'mvn'} -B -q -DskipTests package`
    return { build, jar: `target/${mavenName(readFileSync(join(folder, 'pom.xml'), 'utf8'))}.jar` }
  }
  const build = `${has('gradlew') ? './gradlew' : 'gradle'} -q assemble`
  return { build, jar: `build/libs/${gradleName(folder)}.jar` }
}

/** As Maven calls it: the final name, or that of the artifact with its version. */
function mavenName(pom: string): string {
  const own = pom.replace(/<!--.*?-->|<(parent|dependencies|build|profiles)>.*?<\/\1>/gs, '')
  const valueIn = (text: string, name: string) =>
    new RegExp(`<${name}>\\s*([^<$\\s]+)\\s*</${name}>`).exec(text)?.[1]
  const final = valueIn(pom, 'finalName')
  const version = valueIn(own, 'version') ?? valueIn(pom, 'version')
  return final ?? `${valueIn(own, 'artifactId') ?? 'app'}-${version ?? '1.0'}`
}

/** As Gradle calls it: the project, with the version where it has one. */
function gradleName(folder: string): string {
  const first = (names: readonly string[], pattern: RegExp) =>
    names
      .filter((name) => existsSync(join(folder, name)))
      .map((name) => pattern.exec(readFileSync(join(folder, name), 'utf8'))?.[1])
      .find((found) => found !== undefined)
  const name = first(
    ['settings.gradle', 'settings.gradle.kts'],
    /rootProject\.name\s*=\s*["']([^"'$]+)["']/,
  )
  const version = first(['build.gradle', 'build.gradle.kts'], /^version\s*=?\s*["']([^"'$]+)["']/m)
  return [name ?? 'app', ...(version === undefined ? [] : [version])].join('-')
}
