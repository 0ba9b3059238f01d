/** How the programs of each client are started, where the machine has what that needs. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const run = (command, args, env = {}) => {
  const stdio = ['ignore', 'pipe', 'pipe']
  return execFileSync(command, args, { encoding: 'utf8', stdio, env: { ...process.env, ...env } })
}

/** The words that start a program, its case behind them; or why there are none. */
function attempt(what, start) {
  try {
    return { command: start(), missing: null }
  } catch {
    return { command: [], missing: what }
  }
}

/** The first Python that has the module: Debian's is not always the first of the PATH. */
function pythonWith(module) {
  const python = ['python3', '/usr/bin/python3'].find((one) => {
    return attempt('', () => run(one, ['-c', `import ${module}`])).missing === null
  })
  if (python === undefined) throw new Error(module)
  return python
}

/** Maven's jars, with what is compiled against them. */
function java(folders, main) {
  const file = join(folders.scratch, 'classpath')
  if (!existsSync(file)) {
    const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:build-classpath'
    const pom = join(folders.clients, 'java/pom.xml')
    run('mvn', ['-q', '-B', '-f', pom, goal, `-Dmdep.outputFile=${file}`])
  }
  const jars = readFileSync(file, 'utf8').trim()
  const source = join(folders.clients, 'java', `${main}.java`)
  run('javac', ['-nowarn', '-d', folders.scratch, '-cp', jars, source])
  const cheap = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xshare:auto']
  return ['java', ...cheap, '-cp', `${folders.scratch}:${jars}`, main]
}

function go({ clients, scratch }) {
  const file = join(scratch, 'sarama')
  const old = { GOPATH: '/usr/share/gocode', GO111MODULE: 'off' }
  run('go', ['build', '-o', file, join(clients, 'go/billing.go')], old)
  return [file]
}

/** By client; `folders` has `clients`, this folder, and `scratch`, an own one. */
export const toolchains = {
  'kafka-clients': (folders) => attempt('java 17, javac and mvn', () => java(folders, 'Billing')),
  'spring-kafka': (folders) =>
    attempt('java 17, javac and mvn', () => java(folders, 'SpringBilling')),
  'confluent-kafka': ({ clients }) =>
    attempt('python3 with confluent_kafka', () => {
      return [pythonWith('confluent_kafka'), join(clients, 'python/confluent_billing.py')]
    }),
  'kafka-python': ({ clients }) =>
    attempt('python3 with kafka', () => {
      return [pythonWith('kafka'), join(clients, 'python/kafka_python_billing.py')]
    }),
  sarama: (folders) => attempt('go, and sarama below /usr/share/gocode', () => go(folders)),
  kafkajs: ({ clients }) =>
    attempt('node', () => [process.execPath, join(clients, 'node/kafkajs-billing.mjs')]),
}
