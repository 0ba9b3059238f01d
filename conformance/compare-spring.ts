/** The parts of the comparison that are Spring's: containers, drawn configurations, a project. */
import { compareBoot } from './boot/run.ts'
import type { MatrixRecord, TracesRecord } from './record.ts'
import { compareRetries } from './retry/run.ts'
import { compareMatrix, matrixVersions } from './spring/matrix/run.ts'
import { compareSpring, defaultVersions } from './spring/run.ts'
import { type Compared, type Say, secondsSince, type Wanted } from './wanted.ts'

/** Each case of each line of versions. */
export async function compareContainers(wanted: Wanted, say: Say): Promise<Compared<TracesRecord>> {
  const { update, isOver } = wanted
  let [agreed, isWhole] = [true, true]
  const records: TracesRecord[] = []
  const each = defaultVersions.flatMap((versions) => {
    return (wanted.timed ? [false, true] : [false]).map((timed) => ({ versions, timed }))
  })
  for (const { versions, timed } of each) {
    const began = performance.now()
    const outcome = await compareSpring({ versions: [versions], timed, update, isOver }, say)
    const { cases, leftOut, divergences, changed, varied, unknown, notRepeated, allowed } = outcome
    agreed &&= divergences.length + changed.length + unknown.length === 0
    isWhole &&= leftOut === 0
    const record = {
      ...{ kafka: versions.kafka, spring: versions.spring, traces: cases - leftOut },
      ...{ divergences: divergences.length, unknown: unknown.length },
      ...{ saysNothing: notRepeated.length, allowed: Object.fromEntries(allowed) },
      seconds: secondsSince(began),
    }
    const which = timed ? ', with a clock' : ''
    tellTraces(`spring-kafka ${versions.spring}${which}`, record, { changed, varied }, say)
    records.push(record)
  }
  return { agreed, isWhole, records }
}

/** So many configurations. */
export async function compareDrawn(wanted: Wanted, say: Say): Promise<Compared<MatrixRecord>> {
  const { seed, update, isOver, like } = wanted
  let [agreed, isWhole] = [true, true]
  const records: MatrixRecord[] = []
  const lines = matrixVersions.filter((one) => wanted.spring.includes(one.spring))
  for (const [i, versions] of lines.entries()) {
    const began = performance.now()
    const samples = Math.floor((wanted.samples + i) / lines.length)
    const given = { samples, seed, update, isOver, ...(like === undefined ? {} : { like }) }
    const outcome = await compareMatrix(versions, given, say)
    const { configurations, drawn, played, matched, parted, undecided, notRepeated } = outcome
    agreed &&= parted.length + undecided.length === 0
    isWhole &&= played === drawn
    const seconds = secondsSince(began)
    say(
      `spring-kafka ${versions.spring}, seed ${seed}: ${played} of ${configurations} ` +
        `configurations, ${matched} matched, ${parted.length} parted, ` +
        `${undecided.length} undecided, ${notRepeated.length} not repeated, ${seconds} s`,
    )
    records.push({
      ...{ kafka: versions.kafka, spring: versions.spring, seed, configurations, played, matched },
      ...{ parted, undecided, notRepeated, allowed: Object.fromEntries(outcome.allowed), seconds },
    })
  }
  // Of some that were asked for by name nothing is written down.
  return { agreed, isWhole, records: like === undefined ? records : [] }
}

/** Nothing of it is written down: it is said, and held by the exit code. */
export async function compareRetryTopics(wanted: Wanted, say: Say): Promise<Compared<never>> {
  let [agreed, isWhole] = [true, true]
  for (const versions of defaultVersions) {
    if (!wanted.spring.includes(versions.spring)) continue
    const began = performance.now()
    const outcome = await compareRetries(versions, wanted.like ?? '', wanted.isOver)
    const { plays, leftOut, outside, failed } = outcome
    for (const one of outside) say(`no run of the model comes to this: ${one}`)
    for (const one of failed) say(`not played: ${one}`)
    agreed &&= outside.length + failed.length === 0
    isWhole &&= leftOut === 0
    say(
      `spring-retry, spring-kafka ${versions.spring}: ${plays} plays, ${outside.length} outside, ` +
        `${failed.length} not played, ${secondsSince(began)} s`,
    )
  }
  return { agreed, isWhole, records: [] }
}

/** Nothing of it is written down: it is said, and held by the exit code. */
export async function compareProject(say: Say): Promise<Compared<never>> {
  const began = performance.now()
  const { plays, underRun } = await compareBoot()
  for (const { signal, records, lost, repeated, complaint } of plays) {
    const end = complaint === '' ? '' : `: ${complaint}`
    say(`spring-boot, ${signal}: ${records} records, ${lost} lost, ${repeated} repeated${end}`)
  }
  const said = underRun === '' ? 'as it claims' : `NOT as it claims:\n${underRun}`
  say(`spring-boot, under ackurate run: ${said}, ${secondsSince(began)} s`)
  const agreed = underRun === '' && plays.every(({ complaint }) => complaint === '')
  return { agreed, isWhole: true, records: [] }
}

/** A line of what traces came to. */
export function tellTraces(
  what: string,
  record: TracesRecord,
  {
    changed,
    varied,
  }: { readonly changed: readonly unknown[]; readonly varied: readonly unknown[] },
  say: Say,
): void {
  const { traces, divergences, unknown, saysNothing, seconds } = record
  const once = saysNothing === 0 ? '' : `${saysNothing} not repeated, `
  say(
    `${what}: ${traces} runs, ${divergences} divergences, ${changed.length} changed, ` +
      `${varied.length} varied, ${unknown} undecided, ${once}${seconds} s`,
  )
}
