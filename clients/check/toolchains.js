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

/** Maven's jars of a profile, with what is compiled against them. */
function java(folders, main, profile) {
  const classes = join(folders.scratch, profile)
  const file = join(folders.scratch, `${profile}.classpath`)
  const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:build-classpath'
  const pom = join(folders.clients, 'java/pom.xml')
  run('mvn', ['-q', '-B', '-f', pom, '-P', profile, goal, `-Dmdep.outputFile=${file}`])
  const jars = readFileSync(file, 'utf8').trim()
  const source = join(folders.clients, 'java', `${main}.java`)
  run('javac', ['-nowarn', '-d', classes, '-cp', jars, source])
  const cheap = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xshare:auto']
  return ['java', ...cheap, '-cp', `${classes}:${jars}`, main]
}

const javaOf = (main, profile) => (folders) => {
  return attempt('java 17, javac and mvn', () => java(folders, main, profile))
}

/** npm's packages, and its Node where ours is too old for them. */
function platformatic({ clients }) {
  const folder = join(clients, 'node')
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const isNew = major > 22 || (major === 22 && minor >= 22)
  const node = isNew ? process.execPath : join(folder, 'node_modules/node/bin/node')
  if (!existsSync(join(folder, 'node_modules/@platformatic/kafka')) || !existsSync(node)) {
    const omitted = isNew ? ['--omit=optional'] : []
    const silent = ['--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error']
    run('npm', ['install', '--prefix', folder, ...silent, ...omitted])
  }
  run(node, ['--version'])
  return [node, join(folder, 'platformatic-billing.mjs')]
}

function go({ clients, scratch }) {
  const file = join(scratch, 'sarama')
  const old = { GOPATH: '/usr/share/gocode', GO111MODULE: 'off' }
  run('go', ['build', '-o', file, join(clients, 'go/billing.go')], old)
  return [file]
}

/** By client; `folders` has `clients`, this folder, and `scratch`, an own one. */
export const toolchains = {
  'kafka-clients': javaOf('Billing', 'kafka3'),
  'kafka-clients-4': javaOf('Billing', 'kafka4'),
  'spring-boot': javaOf('SpringBilling', 'boot3'),
  'spring-boot-4': javaOf('SpringBilling', 'boot4'),
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
  'platformatic-kafka': (folders) =>
    attempt('npm, @platformatic/kafka and Node 22', () => platformatic(folders)),
}
