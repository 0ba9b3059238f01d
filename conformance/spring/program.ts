/** The program of `java/spring`, with a version of Spring Kafka and the client that it asks for. */
import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { basename, delimiter } from 'node:path'
import { promisify } from 'node:util'
import { classpathOf } from '../setup/classpath.ts'
import { compiled } from '../setup/javac.ts'
import { sourceOf } from '../setup/places.ts'

const run = promisify(execFile)

export interface SpringProgram {
  /** What Java is started with: a virtual machine that is up soon, and the class path. */
  readonly java: readonly string[]
  readonly spring: string
  /** The version of kafka-clients on the class path. */
  readonly clients: string
}

/** 3.3.16 and so on, as Maven Central has them. */
export async function springProgram(spring: string): Promise<SpringProgram> {
  const pom = sourceOf('java', 'spring', 'pom.xml')
  const jars = await classpathOf(`spring-${spring}`, pom, { 'spring.version': spring })
  const classpath = await compiled(`spring-${spring}`, jars, ['shared', 'spring'])
  const { classpath: whole, flags } = await archived(classpath)
  const java = [...quick, ...flags, '-cp', whole]
  return { java, spring, clients: clientsIn(jars) }
}

const quick = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xmx128m', '-Xshare:auto']

function clientsIn(jars: string): string {
  for (const jar of jars.split(delimiter)) {
    const version = /^kafka-clients-(.*)\.jar$/.exec(basename(jar))?.[1]
    if (version !== undefined) return version
  }
  throw new Error('no kafka-clients on the class path')
}

/**
 * An archive of the classes that the program loads, which halves the time until it is up: made by
 * a run without a broker. Classes must be in a jar for it.
 */
async function archived(classpath: string): Promise<{ classpath: string; flags: string[] }> {
  const [classes = '', ...jars] = classpath.split(delimiter)
  const jar = `${classes}.jar`
  const archive = `${classes}.jsa`
  const whole = [jar, ...jars].join(delimiter)
  if (!existsSync(archive)) {
    await run('jar', ['--create', '--file', jar, '-C', classes, '.'])
    const settings = ['topic=none', 'bootstrap.servers=127.0.0.1:1', 'group.id=none']
    const container = ['ackMode=BATCH', 'listener=record']
    const main = ['-cp', whole, 'ackurate.spring.Main', ...settings, ...container]
    const child = spawn('java', [`-XX:ArchiveClassesAtExit=${archive}`, ...quick, ...main], {
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    setTimeout(() => child.kill('SIGTERM'), trainingMs)
    await new Promise((resolve) => child.on('close', resolve))
  }
  const flags = existsSync(archive) ? [`-XX:SharedArchiveFile=${archive}`] : []
  return { classpath: whole, flags }
}

const trainingMs = 5000
