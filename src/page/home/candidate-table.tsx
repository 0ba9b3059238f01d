/** Candidates beside each other: what each loses, repeats and costs, and its code. */
import type { Profile } from '../../report/answers/profile.ts'
import { listed, meanText } from '../../report/answers/words.ts'
import type { Report } from '../open-report.ts'
import { Code } from '../parts/code.tsx'
import { Command } from '../parts/copy-button.tsx'
import { strategyHash } from '../route.ts'
import { figure } from '../words.ts'

interface CandidatesProps {
  readonly report: Report
  readonly candidates: readonly Profile[]
}

/** The table; nothing where there are none. */
export function CandidateTable({ report, candidates }: CandidatesProps) {
  if (candidates.length === 0) return null
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it by keys. */}
      <section class="table-room" aria-label="Candidates" tabIndex={0}>
        <table class="candidates">
          <thead>
            <tr>
              <th scope="col">Strategy</th>
              <th scope="col">loses</th>
              <th scope="col">takes effect twice</th>
              <th scope="col">commits</th>
              <th scope="col">latency</th>
            </tr>
          </thead>
          <tbody>
            {candidates.map((one) => (
              <Row key={one.name} report={report} profile={one} />
            ))}
          </tbody>
        </table>
      </section>
      <p class="note">
        Records and commit requests are means of a run of {report.data.scenario.records} records
        with a fault of every day; the faults are those of every day and of brokers. Disasters, in
        which the cluster throws data away, are in the map.
      </p>
      <Unmeasured report={report} candidates={candidates} />
      {candidates.map(({ name }) => (
        <Code key={name} strategy={name} />
      ))}
    </>
  )
}

interface RowProps {
  readonly report: Report
  readonly profile: Profile
}

function Row({ report, profile: { name, loses, repeats, means } }: RowProps) {
  return (
    <tr>
      <th scope="row">
        <a href={strategyHash(name)}>
          <bdi>{name}</bdi>
        </a>
      </th>
      <td class={loses.length > 0 ? 'harm' : ''}>
        {loses.length === 0 ? 'none seen' : faultWords(means?.lost ?? 0, loses)}
      </td>
      <td>{repeats.length === 0 ? 'none seen' : faultWords(means?.duplicated ?? 0, repeats)}</td>
      <td class="figure">{meanText(means?.commits ?? 0)}</td>
      <td class="figure">{latencyOf(report, name)}</td>
    </tr>
  )
}

/** Longer lists are in the map. */
const namedMax = 2

function faultWords(mean: number, faults: readonly string[]): string {
  const where = faults.length <= namedMax ? listed(faults) : `${faults.length} faults`
  return `${meanText(mean)}, under ${where}`
}

/** As `measure` found it for an undisturbed group; a comparison knows no time. */
function latencyOf(report: Report, strategy: string): string {
  const lag = lagOf(report, strategy)
  return lag === null ? 'not known' : `p99 ${figure(lag)} ms`
}

function lagOf(report: Report, strategy: string): number | null {
  const found = report.data.measurements.find((one) => one.strategy.name === strategy)
  return found?.points[0]?.quiet.lagP99?.value ?? null
}

/** Why a latency is not known, and what would make it known; nothing where all are. */
function Unmeasured({ report, candidates }: CandidatesProps) {
  const names = candidates.flatMap(({ name }) => (lagOf(report, name) === null ? [name] : []))
  const shipped = candidates.every(({ family }) => family !== 'user')
  if (names.length === 0) return null
  const measures = names.map((name) => `ackurate measure ${name} --json ${name}.json`)
  const files = names.map((name) => `${name}.json`).join(',')
  const again = `ackurate report reports/comparison.json --out reports --measured ${files}`
  return (
    <>
      <p class="note">
        Latency, from produced to effect, is not known here: a comparison has the order in which
        things happen, and no time. It takes a measurement, which runs by the clock of a model, and
        some minutes.
      </p>
      {shipped && (
        <Command command={[...measures, again].join(' && npx ')} what="what measures the latency" />
      )}
    </>
  )
}
