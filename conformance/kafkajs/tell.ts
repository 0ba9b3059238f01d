/** What is printed of an outcome to which no simulated run came. */
import type { Case } from './case.ts'
import type { Line } from './members.ts'
import type { Outcome } from './outcome.ts'
import type { Played } from './play.ts'
import type { Found } from './reachable.ts'
import type { KafkajsOutcome } from './results.ts'

/** So many of the other outcomes are shown. */
const othersShown = 5

/** The real story, and what simulated runs came to from the same state. */
export function tellOutside(
  { number, strategy, members, signal }: Case,
  { lines }: Played,
  { partitions, end, lost, repeated }: Outcome,
  { runs, struck, others }: Found,
): string[] {
  const who = members === 1 ? 'one member' : `${members} members`
  return [
    `OUTSIDE: kill ${number}, ${strategy.name}, ${signal}, ${who}`,
    `  real: ${end}; ${lost} lost, ${repeated} processed again`,
    ...partitions.map((line, partition) => `    ${partition}: ${line}`),
    ...lines.filter(({ kind }) => kind !== 'ready').map((line) => `      ${tellLine(line)}`),
    `  simulated: ${runs} runs, ${struck} of them struck in the same state; they come to`,
    ...others
      .slice(0, othersShown)
      .flatMap(([key, count]) => [
        `    ${count} times`,
        ...key.split('\n').map((l) => `      ${l}`),
      ]),
  ]
}

function tellLine(line: Line): string {
  const { kind, ...rest } = line
  const { member = '', ...facts } = rest as { member?: string } & Record<string, unknown>
  return [member, kind, ...Object.values(facts)].join(' ')
}

/** What came of all kills. */
export function tellKafkajs(outcome: KafkajsOutcome): string[] {
  const { kills, outside, unknown, byStrategy, runs, seconds } = outcome
  const spent = `${Math.round(seconds.played)} s of kills, ${Math.round(seconds.compared)} s`
  return [
    `kafkajs: ${kills} kills, ${outside} outside, ${unknown} unknown`,
    ...Object.entries(byStrategy).map(
      ([name, of]) =>
        `  ${name}: ${of.kills} kills come to ${of.outcomes} outcomes, ${of.outside} outside, ` +
        `${of.unknown} unknown; records lost in ${of.lost}, processed again in ${of.repeated}`,
    ),
    `  ${spent} of ${runs.all} simulated runs, at most ${runs.most} for one outcome`,
  ]
}
