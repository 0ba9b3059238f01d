/** `npm run conformance`: the model beside the real Kafka. */
import { isDeepStrictEqual } from 'node:util'
import { Command, InvalidArgumentError } from 'commander'
import { type RealCluster, startCluster } from './setup/broker.ts'
import { checkJava } from './setup/classpath.ts'
import { Missing } from './setup/missing.ts'
import type { Divergence } from './wire/play.ts'
import { createSharedTopics, type Parted, playMany, wireConfig } from './wire/run.ts'
import { tellStep } from './wire/step.ts'

interface Options {
  readonly kafka: readonly string[]
  readonly sequences: number
  readonly seed: number
  readonly sequence?: number
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
  .option('--sequence <n>', 'only the sequence of that number, told request by request', whole)
  .option('--seed <n>', 'the seed of the sequences', whole, 1)
  .action(async (options: Options) => {
    await checkJava()
    let diverged = 0
    for (const version of options.kafka) diverged += await wire(version, options)
    process.exitCode = diverged === 0 ? 0 : 1
  })

async function wire(version: string, { sequences, seed, sequence }: Options): Promise<number> {
  const began = Date.now()
  const cluster: RealCluster = await startCluster(version, 1, wireConfig)
  const parted: Parted[] = []
  let requests = 0
  let played = 0
  try {
    await createSharedTopics(cluster)
    console.log(`Apache Kafka ${version} is up after ${Date.now() - began} ms`)
    await playMany(cluster, {
      ...{ seed, first: sequence ?? 0, count: sequence === undefined ? sequences : 1, atOnce: 8 },
      ...(sequence === undefined ? {} : { trace: (line: string) => console.log(line) }),
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
  tellGroups(parted)
  console.log(
    `${version}: ${played} sequences, ${requests} requests, ${parted.length} parted, ${seconds} s`,
  )
  return parted.length
}

function tellGroups(parted: readonly Parted[]): void {
  const groups = new Map<string, Parted[]>()
  for (const one of parted) {
    const { divergence } = one.played
    if (divergence === null) continue
    const cause = causeOf(divergence)
    groups.set(cause, [...(groups.get(cause) ?? []), one])
  }
  const length = ({ played }: Parted) => played.divergence?.index ?? 0
  for (const [cause, all] of [...groups].sort(([, a], [, b]) => b.length - a.length)) {
    console.log(`\n${all.length} × ${cause}`)
    const [shortest] = all.sort((a, b) => length(a) - length(b))
    if (shortest !== undefined) tell(shortest)
  }
}

function tell({ sequence, played: { divergence } }: Parted): void {
  if (divergence === null) return
  console.log(`sequence ${sequence.number}`)
  for (const step of sequence.steps.slice(0, divergence.index)) console.log(`  ${tellStep(step)}`)
  console.log(`→ ${tellStep(divergence.step)}`)
  console.log(`  model ${JSON.stringify(divergence.model)}`)
  console.log(`  real  ${JSON.stringify(divergence.real)}`)
}

/** What divergences of one cause have in common: the API, and which parts of the answer differ. */
function causeOf({ step, model, real }: Divergence): string {
  if (typeof model === 'string' || typeof real === 'string') {
    const [ours, theirs] = [model, real].map((one) => (typeof one === 'string' ? one : 'answered'))
    return `${step.api}: ${ours} / ${theirs}`
  }
  return `${step.api}: ${differences(model, real).slice(0, 3).join('; ')}`
}

function differences(ours: unknown, theirs: unknown, path = ''): string[] {
  if (isDeepStrictEqual(ours, theirs)) return []
  const both = [ours, theirs]
  if (both.every((one) => typeof one === 'object' && one !== null)) {
    const keys = new Set(both.flatMap((one) => Object.keys(one as object)))
    return [...keys].flatMap((key) =>
      differences(
        (ours as Record<string, unknown>)[key],
        (theirs as Record<string, unknown>)[key],
        /^\d+$/.test(key) ? path : `${path}.${key}`,
      ),
    )
  }
  return [`${path} ${JSON.stringify(ours)?.slice(0, 40)} / ${JSON.stringify(theirs)?.slice(0, 40)}`]
}

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof Missing)) throw error
  console.error(error.message)
  process.exitCode = 2
}
