/** How divergences are told. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { root } from '../setup/places.ts'
import type { Divergences, WireOutcome } from './compare.ts'
import type { EventsOutcome } from './compare-events.ts'
import type { Divergence } from './play.ts'
import { tellStep } from './step.ts'

/** What divergences of one cause have in common: the API, and which parts of the answer differ. */
export function causeOf({ step, model, real }: Divergence): string {
  if (typeof model === 'string' || typeof real === 'string') {
    const [ours, theirs] = [model, real].map((one) => (typeof one === 'string' ? one : 'answered'))
    return `${step.api}: ${ours} / ${theirs}`
  }
  return `${step.api}: ${differences(model, real).slice(0, 3).join('; ')}`
}

/** What sequences with events came to, in lines. */
export function tellEvents(outcome: EventsOutcome): string[] {
  const { version, sequences, requests, divergences, seconds } = outcome
  const happened = Object.entries(outcome.events).map(([event, times]) => `${times} × ${event}`)
  const again = saysNothing(outcome)
  return [
    ...tellDivergences(version, divergences),
    `Apache Kafka ${version}, with ${happened.join(', ')}: ${sequences} sequences, ` +
      `${requests} requests, ${divergences.length} divergences${again}, ${seconds} s`,
  ]
}

function tellDivergences(version: string, divergences: Divergences['divergences']): string[] {
  return divergences.flatMap(({ parted: { sequence, played }, times }) => {
    const { divergence } = played
    if (divergence === null) return []
    const { step, model, real, index } = divergence
    return [
      '',
      `${times} × ${causeOf(divergence)}`,
      `  decided in ${ruleFileOf(step.api)}; from sequence ${sequence.number}`,
      ...sequence.steps.slice(0, index).map((before) => `    ${tellStep(before)}`),
      `  → ${tellStep(step)}`,
      `    model  ${JSON.stringify(model)}`,
      `    ${version}  ${JSON.stringify(real)}`,
    ]
  })
}

/** What comparing with one version came to, in lines. */
export function tellOutcome(outcome: WireOutcome): string[] {
  const { version, sequences, requests, divergences, allowed, unneeded } = outcome
  const lines = tellDivergences(version, divergences)
  const differ = [...allowed].map(([name, times]) => `  allowed ${times} ×: ${name}`)
  const idle = unneeded.map((name) => `  never occurred, though allowed: ${name}`)
  const again = saysNothing(outcome)
  return [
    ...lines,
    ...differ,
    ...idle,
    `Apache Kafka ${version}: ${sequences} sequences, ${requests} requests, ` +
      `${divergences.length} divergences${again}, ${outcome.seconds} s`,
  ]
}

function saysNothing({ notRepeated, disturbed }: Divergences): string {
  const parted = notRepeated === 0 ? '' : `, ${notRepeated} not repeated`
  return disturbed === 0 ? parted : `${parted}, ${disturbed} disturbed`
}

/** Whether the model and the version agree. */
export function agrees({ divergences, unneeded }: WireOutcome): boolean {
  return divergences.length === 0 && unneeded.length === 0
}

/** The file of the model whose rule answers the API. */
function ruleFileOf(api: string): string {
  const model = join(root, 'src', 'model')
  const files = readdirSync(model, { recursive: true, encoding: 'utf8' }).sort()
  const found = files.find(
    (file) =>
      file.endsWith('.ts') &&
      readFileSync(join(model, file), 'utf8').includes(`Rule<'${api}'> = {`),
  )
  return found === undefined ? 'src/model' : join('src', 'model', found)
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
        // Not where in a list: the same difference in another place is the same cause.
        /^\d+$/.test(key) ? path : `${path}.${key}`,
      ),
    )
  }
  return [`${path} ${JSON.stringify(ours)?.slice(0, 40)} / ${JSON.stringify(theirs)?.slice(0, 40)}`]
}
