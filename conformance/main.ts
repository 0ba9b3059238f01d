/** `npm run conformance`: the model beside the real Kafka. */
import { Command, InvalidArgumentError } from 'commander'
import { checkJava } from './setup/classpath.ts'
import { Missing } from './setup/missing.ts'
import { compareWire, type WireOutcome } from './wire/compare.ts'
import { tryMutants } from './wire/mutants.ts'
import { agrees, tellOutcome } from './wire/tell.ts'

interface Options {
  readonly kafka: readonly string[]
  readonly sequences: number
  readonly seed: number
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

const program = new Command('npm run conformance --')
  // 1 is kept for divergences.
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .description('Holds the model against real brokers of Apache Kafka. Needs Java 17 and Maven.')
  .option('--kafka <versions>', 'versions of Apache Kafka', versions, ['3.9.1', '4.4.0'])
  .option('--sequences <n>', 'random sequences of requests per version', whole, 1000)
  .option('--seed <n>', 'the seed of the sequences', whole, 1)
  .option('--sequence <n>', 'only the sequence of that number, told request by request', whole)
  .option('--first', 'stop when one divergence was found')
  .option('--mutants', 'whether the comparison finds faults that are put into the model on purpose')
  .action(async ({ kafka, sequences, seed, sequence, first = false, mutants }: Options) => {
    await checkJava()
    const say = (line: string) => console.log(line)
    if (mutants === true) {
      const missed = await tryMutants(kafka.at(-1) ?? '', seed, say)
      process.exitCode = missed === 0 ? 0 : 1
      return
    }
    const outcomes: WireOutcome[] = []
    for (const version of kafka) {
      const outcome = await compareWire(
        version,
        { sequences, seed, sequence: sequence ?? null, first },
        say,
      )
      outcomes.push(outcome)
      for (const line of tellOutcome(outcome)) say(line)
    }
    process.exitCode = outcomes.every(agrees) ? 0 : 1
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
