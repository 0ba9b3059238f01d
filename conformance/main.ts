/** `npm run conformance`: the model beside the real Kafka. */
import { Command, InvalidArgumentError } from 'commander'
import { duration } from '../src/cli/options/numbers-option.ts'
import { UsageError } from '../src/cli/usage-error.ts'
import { compare } from './compare.ts'
import { tryWrongServices } from './kafkajs/wrong-services.ts'
import { checkJava } from './setup/classpath.ts'
import { Missing } from './setup/missing.ts'
import { matrixVersions } from './spring/matrix/run.ts'
import { type Part, parts, type Wanted } from './wanted.ts'
import { compareWire } from './wire/compare.ts'
import { tryMutants } from './wire/mutants.ts'
import { agrees, tellOutcome } from './wire/tell.ts'

/** What is not said on the command line is absent. */
type Flag = 'timed' | 'update' | 'record'

interface Options extends Omit<Wanted, Flag | 'isOver'>, Partial<Pick<Wanted, Flag>> {
  readonly time?: number
  readonly sequence?: number
  readonly first?: boolean
  readonly mutants?: boolean
}

function whole(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number) || number < 0) throw new InvalidArgumentError('a whole number')
  return number
}

function versions(text: string): string[] {
  const list = text.split(',').map((version) => version.trim())
  if (!list.every((version) => /^\d+\.\d+\.\d+$/.test(version))) {
    throw new InvalidArgumentError('versions of Apache Kafka, such as 3.9.1,4.4.0')
  }
  return list
}

const drawnOf = matrixVersions.map(({ spring }) => spring)

function springVersions(text: string): string[] {
  const list = text.split(',').map((version) => version.trim())
  if (list.every((version) => drawnOf.includes(version))) return list
  throw new InvalidArgumentError(`some of ${drawnOf.join(', ')}`)
}

function time(text: string): number {
  try {
    return duration('--time')(text)
  } catch (error) {
    if (error instanceof UsageError) throw new InvalidArgumentError('a time, such as 30s or 4m')
    throw error
  }
}

function partsOf(text: string): Part[] {
  const list = text.split(',').map((part) => part.trim())
  const known = list.filter((part): part is Part => parts.some((one) => one === part))
  if (known.length < list.length) throw new InvalidArgumentError(`some of ${parts.join(', ')}`)
  return known
}

const program = new Command('npm run conformance --')
  // 1 is kept for divergences.
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .description(
    'Holds the model against real brokers, clients and containers. Needs Java 17 and Maven.',
  )
  .option('--kafka <versions>', 'versions of Apache Kafka', versions, ['3.9.1', '4.4.0'])
  .option('--only <parts>', `what is compared: ${parts.join(', ')}`, partsOf, [...parts])
  .option('--sequences <n>', 'random sequences of requests per version', whole, 1000)
  .option('--kills <n>', 'kills of kafkajs services', whole, 200)
  .option('--samples <n>', 'configurations of Spring that are drawn from the matrix', whole, 100)
  .option('--spring <versions>', 'of which versions, some of these', springVersions, drawnOf)
  .option('--like <text>', 'only plays, and configurations of the matrix, with this in their names')
  .option('--seed <n>', 'the seed of sequences, samples and kills', whole, 1)
  .option('--time <time>', 'begin nothing more after this time, such as 4m', time)
  .option('--sequence <n>', 'only the sequence of that number, told request by request', whole)
  .option('--first', 'only sequences, and no more when one divergence was found')
  .option('--mutants', 'whether the comparison finds faults that are put into the model on purpose')
  .option('--timed', 'containers whose ack mode has a clock, too: on a quiet machine')
  .option('--update', 'keep the traces that were made as golden ones')
  .option('--record', 'write down what was compared (docs/trust.md and what reports say of it)')
  .action(async (options: Options) => {
    const { kafka, seed, sequences, sequence, first = false, mutants = false } = options
    await checkJava()
    const say = (line: string) => console.log(line)
    if (mutants) {
      const version = kafka.at(-1) ?? ''
      const inModel = await tryMutants(version, seed, say)
      const missed = inModel + (await tryWrongServices(version, seed, say))
      process.exitCode = missed === 0 ? 0 : 1
    } else if (sequence !== undefined || first) {
      process.exitCode = 0
      for (const version of kafka) {
        const wanted = { sequences, seed, sequence: sequence ?? null, first }
        const outcome = await compareWire(version, wanted, say)
        for (const line of tellOutcome(outcome)) say(line)
        if (!agrees(outcome)) process.exitCode = 1
      }
    } else {
      const { timed = false, update = false, record = false } = options
      const over = performance.now() + (options.time ?? Number.POSITIVE_INFINITY)
      const isOver = () => performance.now() >= over
      const { agreed, isWhole } = await compare({ ...options, timed, update, record, isOver }, say)
      process.exitCode = !agreed ? 1 : isWhole ? 0 : 3
    }
  })

// An interrupt ends us like anything else: brokers go with us, and their data with them.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof Missing) console.error(error.message)
  else console.error('The comparison could not be made:', error)
  process.exitCode = error instanceof Missing ? 2 : 3
}
