/** What `ackurate init` writes into a Maven or Gradle project, and what it says. */
import type { NewFile } from './files.ts'
import type { JavaProgram } from './java-program.ts'
import type { JavaListener, JavaProject } from './java-project.ts'
import { isBelowRepository } from './repository.ts'
import { exitCodes, workflow } from './workflow.ts'

const listenerPath = 'ackurate/listener.ts'

/** The command that checks the listener, or the program. */
function javaCommand({ configuration, program }: JavaProject): string {
  if (program !== null) return runCommand(program)
  return configuration === null
    ? `npx ackurate check ./${listenerPath}`
    : `npx ackurate check ./${configuration} --listener ./${listenerPath}`
}

function runCommand({ topic, jar }: JavaProgram): string {
  return `npx ackurate run --topic ${topic ?? 'orders'} -- java -jar ${jar}`
}

/** All files of a project: a workflow only where something reads it. */
export function javaFilesOf(project: JavaProject): readonly NewFile[] {
  const { program, usesGitHub } = project
  return [
    ...(program === null ? [{ path: listenerPath, text: listenerText(project) }] : []),
    ...(usesGitHub
      ? [{ path: '.github/workflows/ackurate.yml', text: workflowText(project) }]
      : []),
  ]
}

function listenerText({ configuration, listeners }: JavaProject): string {
  const [listener] = listeners as readonly [JavaListener]
  const own = methodOf(listener)
  const of = listener.isBatch ? 'the records of a poll' : 'a record'
  const head = `/** What ${listener.method} does with ${of}, in its order (${listener.place}). */\n`
  if (configuration !== null) return `${head}export function* ${own}\n`
  const whole = `export default springListener({\n${indented(`*${own}`)},\n})\n`
  return `import { springListener } from 'ackurate/spring'\n\n${head}${whole}`
}

function methodOf({ isBatch, acknowledges }: JavaListener): string {
  const services = acknowledges === 'no' ? '{ process }' : '{ acknowledgment, process }'
  const work = isBatch
    ? 'for (const record of records) yield* process(record)'
    : 'yield* process(record)'
  const acknowledge = 'yield* acknowledgment.acknowledge()'
  const body =
    acknowledges === 'in finally'
      ? ['try {', `  ${work}`, '} finally {', `  ${acknowledge}`, '}']
      : [work, ...(acknowledges === 'yes' ? [acknowledge] : [])]
  const head = isBatch ? `onBatch(records, ${services}) {` : `onMessage(record, ${services}) {`
  return [head, ...body.map((line) => `  ${line}`), '}'].join('\n')
}

function indented(text: string): string {
  return text.replace(/^/gm, '  ')
}

function workflowText(project: JavaProject): string {
  const { program } = project
  const command = inCi(javaCommand(project))
  if (program === null) return workflow('listener', [exitCodes, `      - run: ${command}`])
  return workflow('consumer', [
    '      - uses: actions/setup-java@v4',
    '        with:',
    '          distribution: temurin',
    '          java-version: 21',
    `      - run: ${program.build}`,
    exitCodes,
    `      - run: ${command}`,
  ])
}

/** Where nobody can be asked whether to install it. */
function inCi(command: string): string {
  return command.replace('npx', 'npx --yes')
}

/** What is left to the user. */
export function javaNextLines(project: JavaProject): readonly string[] {
  const { program, folder, usesGitHub } = project
  return [
    ...(program === null ? listenerLines(project) : programLines(program)),
    '',
    'Next:',
    ...(program === null ? [] : [`  ${program.build}`]),
    `  ${javaCommand(project)}`,
    ...(usesGitHub ? [] : ciLines(project)),
    ...(usesGitHub && isBelowRepository(folder)
      ? ['  move .github/workflows/ackurate.yml to the root of the repository']
      : []),
  ]
}

/** The step for whatever runs elsewhere. */
function ciLines(project: JavaProject): readonly string[] {
  const { program } = project
  return [
    '',
    'In CI, where this repository has no .github and no remote at GitHub, a step with Node 20.19',
    `or later${program === null ? '' : ', and Java'}; exit code 1: a broken claim, 3: undecided:`,
    ...(program === null ? [] : [`  ${program.build}`]),
    `  ${inCi(javaCommand(project))}`,
  ]
}

function programLines({ place, topic, jar }: JavaProgram): readonly string[] {
  return [
    `${place} has a consumer, and no @KafkaListener is here: the program is run as it is.`,
    `${jar} has to start one process of it, with its brokers from KAFKA_BOOTSTRAP_SERVERS, and to`,
    'print a line for each record that names it; --effects sees the work elsewhere.',
    ...(topic === null ? ['Which topic it reads was not found: --topic says it.'] : []),
  ]
}

function listenerLines({ configuration, listeners }: JavaProject): readonly string[] {
  const [first, ...others] = listeners as readonly [JavaListener]
  const places = others.map(({ place }) => place).slice(0, 3)
  return [
    `${listenerPath} stands for ${first.method} (${first.place}): ${
      first.acknowledges === 'no' ? 'its container acknowledges' : 'it acknowledges itself'
    }${first.isBatch ? ', a poll at a time' : ''}.`,
    'Write there what the method does around its work: what it catches, sends on, skips.',
    ...(configuration === null
      ? ['No application.yml was found: all is as Spring Boot has it.']
      : []),
    ...(others.length === 0 ? [] : [`Listeners of their own: ${places.join(', ')}.`]),
  ]
}
