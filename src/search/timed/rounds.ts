/** How many runs a measurement takes: rounds, until every figure is known well enough. */
import { type About, eventKinds } from './disturbances.ts'
import type { Estimate } from './estimate.ts'
import { aboutsOf, type Figures, figuresOf } from './figures.ts'
import type { Profile } from './profile.ts'
import type { Replication } from './replication.ts'

/** How good the figures must be, and what that may cost. */
export interface Effort {
  /** Half the width of each 95 % interval, as a share of the figure. */
  readonly precision: number
  /** Virtual milliseconds that all runs together may last. */
  readonly virtualMsMax: number
}

/** Runs of one kind; `from` is the number of the first. */
export interface Batch {
  readonly about: About
  readonly from: number
  readonly count: number
}

const firstQuiet = 8
const firstEvents = 16
/** The number of runs after which a figure that stays at zero is believed. */
const zerosMin = 32

/** Whether the figure is as precise as wanted. What cannot be known at all is not waited for. */
export function isPrecise(estimate: Estimate | null, precision: number): boolean {
  if (estimate === null) return true
  const { value, halfWidth, replications, neverSeen } = estimate
  if (neverSeen || value === 0) return replications >= zerosMin
  return halfWidth <= precision * Math.abs(value)
}

/** The figures that runs of this kind make better. */
export function estimatesAbout(figures: Figures, about: About): readonly (Estimate | null)[] {
  if (about === 'quiet') return Object.values(figures.quiet)
  const event = figures.events.find((of) => of.event === about)
  if (event === undefined) return []
  return [event.duplicates, event.losses, event.recovery, event.worstLag]
}

/** The runs to do next; none: every figure is precise, or the time is used up. */
export function nextRound(
  profile: Profile,
  runs: readonly Replication[],
  effort: Effort,
): readonly Batch[] {
  if (runs.length === 0) {
    return aboutsOf(profile).map((about) => {
      return { about, from: 0, count: about === 'quiet' ? firstQuiet : firstEvents }
    })
  }
  const used = runs.reduce((sum, { virtualMs }) => sum + virtualMs, 0)
  const figures = figuresOf(profile, runs)
  const wanted = aboutsOf(profile).map((about) => wantedOf(figures, runs, about, effort.precision))
  const cost = wanted.reduce((sum, { count, meanMs }) => sum + count * meanMs, 0)
  const share = Math.min(1, (effort.virtualMsMax - used) / cost)
  if (!(share > 0)) return []
  return wanted
    .map(({ about, from, count }) => ({ about, from, count: Math.floor(count * share) }))
    .filter(({ count }) => count > 0)
}

function wantedOf(
  figures: Figures,
  runs: readonly Replication[],
  about: About,
  precision: number,
): Batch & { readonly meanMs: number } {
  const done = runs.filter((run) => run.about === about)
  const meanMs = done.reduce((sum, { virtualMs }) => sum + virtualMs, 0) / done.length
  const needs = estimatesAbout(figures, about).map((of) => needed(of, done.length, precision))
  const count = Math.min(Math.max(0, ...needs), 3 * done.length)
  return { about, from: done.length, count, meanMs }
}

/** How many more runs it takes by what is known of the spread. */
function needed(estimate: Estimate | null, done: number, precision: number): number {
  if (estimate === null || isPrecise(estimate, precision)) return 0
  const { value, halfWidth, neverSeen } = estimate
  if (neverSeen || value === 0) return Math.max(0, zerosMin - done)
  const factor = (halfWidth / (precision * Math.abs(value))) ** 2
  return Number.isFinite(factor) ? Math.ceil(done * (1.1 * factor - 1)) : done
}

/** Whether all figures of all kinds of run are precise. */
export function isConverged(figures: Figures, precision: number): boolean {
  const abouts: readonly About[] = ['quiet', ...eventKinds]
  return abouts.every((about) =>
    estimatesAbout(figures, about).every((of) => isPrecise(of, precision)),
  )
}
