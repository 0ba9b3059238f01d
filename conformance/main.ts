/** `npm run conformance`: the model beside the real Kafka. */
import { Command, InvalidArgumentError } from 'commander'
import { type RealCluster, startCluster } from './setup/broker.ts'
import { checkJava } from './setup/classpath.ts'
import { Missing } from './setup/missing.ts'
import { createSharedTopics, type Parted, playMany, wireConfig } from './wire/run.ts'
import { tellStep } from './wire/step.ts'

interface Options {
  readonly kafka: readonly string[]
  readonly sequences: number
  readonly seed: number
}

function whole(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number) || number < 0) throw new InvalidArgumentError('a whole number')
  return number
}

const program = new Command('conformance')
  .option('--kafka <versions>', 'versions of Apache Kafka', (text) => text.split(','), [
    '3.9.1',
    '4.1.1',
  ])
  .option('--sequences <n>', 'random sequences per version', whole, 1000)
  .option('--seed <n>', 'the seed of the sequences', whole, 1)
  .action(async (options: Options) => {
    await checkJava()
    let diverged = 0
    for (const version of options.kafka) diverged += await wire(version, options)
    process.exitCode = diverged === 0 ? 0 : 1
  })

async function wire(version: string, { sequences, seed }: Options): Promise<number> {
  const began = Date.now()
  const cluster: RealCluster = await startCluster(version, 1, wireConfig)
  const parted: Parted[] = []
  let requests = 0
  let played = 0
  try {
    await createSharedTopics(cluster)
    console.log(`Apache Kafka ${version} is up after ${Date.now() - began} ms`)
    await playMany(cluster, {
      ...{ seed, first: 0, count: sequences, atOnce: 8 },
      done: (one, count) => {
        requests += count
        played++
        if (one !== null) parted.push(one)
        if (played % 500 === 0) console.log(`${played} sequences, ${parted.length} parted`)
      },
    })
  } finally {
    await cluster.stop()
  }
  const seconds = Math.round((Date.now() - began) / 1000)
  for (const {
    sequence,
    played: { divergence },
  } of parted.slice(0, 12)) {
    if (divergence === null) continue
    console.log(`\nsequence ${sequence.number}`)
    for (const step of sequence.steps.slice(0, divergence.index)) console.log(`  ${tellStep(step)}`)
    console.log(`→ ${tellStep(divergence.step)}`)
    console.log(`  model ${JSON.stringify(divergence.model)}`)
    console.log(`  real  ${JSON.stringify(divergence.real)}`)
  }
  console.log(
    `${version}: ${played} sequences, ${requests} requests, ${parted.length} parted, ${seconds} s`,
  )
  return parted.length
}

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof Missing)) throw error
  console.error(error.message)
  process.exitCode = 2
}
