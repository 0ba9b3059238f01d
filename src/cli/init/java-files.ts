/** What `ackurate init` writes into a Maven or Gradle project, and what it says. */
import type { NewFile } from './files.ts'
import type { JavaListener, JavaProject } from './java-project.ts'
import { exitCodes, workflow } from './workflow.ts'

const listenerPath = 'ackurate/listener.ts'

/** The command that checks the listener. */
export function javaCommand({ configuration }: JavaProject): string {
  return configuration === null
    ? `npx ackurate check ./${listenerPath}`
    : `npx ackurate check ./${configuration} --listener ./${listenerPath}`
}

/** All files of a project. */
export function javaFilesOf(project: JavaProject): readonly NewFile[] {
  return [
    { path: listenerPath, text: listenerText(project) },
    { path: '.github/workflows/ackurate.yml', text: workflowText(project) },
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
  const command = javaCommand(project).replace('npx', 'npx --yes')
  return workflow('listener', [exitCodes, `      - run: ${command}`])
}

/** What is left to the user. */
export function javaNextLines(project: JavaProject): readonly string[] {
  const { configuration, listeners } = project
  const [first, ...others] = listeners as readonly [JavaListener]
  return [
    `${listenerPath} stands for ${first.method} (${first.place}): ${
      first.acknowledges === 'no' ? 'its container acknowledges' : 'it acknowledges itself'
    }${first.isBatch ? ', a poll at a time' : ''}.`,
    'Write there what the method does around its work: what it catches, sends on, skips.',
    ...(configuration === null
      ? ['No application.yml was found: all is as Spring Boot has it.']
      : []),
    ...(others.length === 0
      ? []
      : [
          `Listeners of their own: ${others
            .map(({ place }) => place)
            .slice(0, 3)
            .join(', ')}.`,
        ]),
    '',
    'Next:',
    `  ${javaCommand(project)}`,
  ]
}
