/**
 * The paths on which golden traces were found in the model, so that they need not be looked for
 * each time: `golden/<shelf>.paths.json`, a line for each trace.
 *
 * A path that is kept is gone again, and asked at each step what a search asks. Where there is
 * none, or it shows the trace no longer, all of the model is searched as if none were kept: whether
 * the model has a trace never depends on this file, only how long it takes to say so.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { sourceOf } from '../../conformance/setup/places.ts'
import type { Bounds, Matched, Step } from '../../conformance/trace/match.ts'
import { matchPath, matchTrace } from '../../conformance/trace/match.ts'
import type { Trace } from '../../conformance/trace/trace.ts'
import type { Strategy } from '../../src/strategies/strategy.ts'

/** Those of one folder of golden traces. */
export interface KeptPaths {
  /** What the model says of the trace that is called so. */
  match(name: string, strategy: Strategy, trace: Trace, bounds?: Bounds): Matched
  /**
   * The names of traces that were found, but not on a path that is kept. None where no file is, so
   * that without it all are searched; none with `PATHS=write`, which keeps what was found instead.
   */
  stale(): string[]
}

/** What to do where some are stale, as the message of a failing test. */
export const writeThem = 'PATHS=write npx vitest run test/conformance/golden'

/** Reads what is kept. */
export function readPaths(shelf: string): KeptPaths {
  const file = sourceOf('golden', `${shelf}.paths.json`)
  const isKept = existsSync(file)
  const kept = (isKept ? JSON.parse(readFileSync(file, 'utf8')) : {}) as Record<string, string>
  const found = new Map<string, string>()
  const writes = process.env['PATHS'] === 'write'
  // After each one, so that nothing is lost where it is broken off.
  const write = () => {
    const lines = Object.entries({ ...kept, ...Object.fromEntries(found) })
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, path]) => `${JSON.stringify(name)}: ${JSON.stringify(path)}`)
    writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`)
  }
  return {
    match: (name, strategy, trace, bounds) => {
      const path = kept[name]
      const again = path === undefined ? null : matchPath(strategy, trace, stepsOf(path))
      if (again !== null) return again
      const matched = matchTrace(strategy, trace, bounds)
      if (matched.outcome !== 'match') return matched
      found.set(name, textOf(matched.path))
      if (writes) write()
      return matched
    },
    stale: () => (isKept && !writes ? [...found.keys()] : []),
  }
}

/** `0*3 2.1 4+drained-partitions-go-last`: three times choice 0, then 2 and 1, then beyond it. */
function textOf(path: readonly Step[]): string {
  const words: string[] = []
  const steps = path.map(({ choices, allowed }) => {
    return allowed === null ? choices.join('.') : `${choices.join('.')}+${allowed}`
  })
  for (let at = 0; at < steps.length; ) {
    let end = at + 1
    while (steps[end] === steps[at]) end++
    words.push(end === at + 1 ? `${steps[at]}` : `${steps[at]}*${end - at}`)
    at = end
  }
  return words.join(' ')
}

function stepsOf(text: string): Step[] {
  return text.split(' ').flatMap((word) => {
    const [step = '', times = '1'] = word.split('*')
    const [choices = '', allowed = null] = step.split('+')
    const one = { choices: choices.split('.').map(Number), allowed }
    return Array.from({ length: Number(times) }, () => one)
  })
}
