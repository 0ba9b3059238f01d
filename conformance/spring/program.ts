/** The program of `java/spring`, with a version of Spring Kafka and the client that it asks for. */
import { basename, delimiter } from 'node:path'
import { classpathOf } from '../setup/classpath.ts'
import { compiled } from '../setup/javac.ts'
import { sourceOf } from '../setup/places.ts'

export interface SpringProgram {
  readonly classpath: string
  readonly spring: string
  /** The version of kafka-clients on the class path. */
  readonly clients: string
}

/** 3.3.16 and so on, as Maven Central has them. */
export async function springProgram(spring: string): Promise<SpringProgram> {
  const pom = sourceOf('java', 'spring', 'pom.xml')
  const jars = await classpathOf(`spring-${spring}`, pom, { 'spring.version': spring })
  const classpath = await compiled(`spring-${spring}`, jars, ['shared', 'spring'])
  return { classpath, spring, clients: clientsIn(jars) }
}

function clientsIn(jars: string): string {
  for (const jar of jars.split(delimiter)) {
    const version = /^kafka-clients-(.*)\.jar$/.exec(basename(jar))?.[1]
    if (version !== undefined) return version
  }
  throw new Error('no kafka-clients on the class path')
}
