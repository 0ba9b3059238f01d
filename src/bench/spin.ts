/** Spin on the same model, beside the exhaustive engine, where Spin and a C compiler are there. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { benchRms, benchStates } from './exhaustive.ts'
import { twoPhaseCommitPromela } from './promela.ts'

const rounds = 5
/** A hash table of 2^22 places and a stack of a million steps: neither is ever too small here. */
const limits = ['-w22', '-m1000000']

/** Distinct states a second, the best of several rounds, or what is missing on this machine. */
export function spinRate(): number | string {
  const folder = mkdtempSync(join(tmpdir(), 'ackurate-spin-'))
  const run = (command: string, ...args: readonly string[]) =>
    spawnSync(command, args, { cwd: folder, encoding: 'utf8' })
  try {
    writeFileSync(join(folder, 'model.pml'), twoPhaseCommitPromela(benchRms))
    if (run('spin', '-a', 'model.pml').error !== undefined) return 'spin is not on the PATH'
    const compiled = run('cc', '-O3', '-DSAFETY', '-DNOREDUCE', '-o', 'pan', 'pan.c')
    if (compiled.error !== undefined) return 'there is no C compiler on the PATH'
    if (compiled.status !== 0) throw new Error(`cc: ${compiled.stderr}`)
    return Math.max(...Array.from({ length: rounds }, () => rateOf(() => run('./pan', ...limits))))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function rateOf(search: () => { readonly stdout: string }): number {
  const start = performance.now()
  const { stdout } = search()
  const seconds = (performance.now() - start) / 1000
  const [, stored = ''] = /^\s*(\d+) states, stored/m.exec(stdout) ?? []
  const errors = /errors: (\d+)/.exec(stdout)?.[1]
  if (errors !== '0' || Number(stored) !== benchStates) {
    throw new Error(`Spin met ${stored} states and ${errors} errors:\n${stdout}`)
  }
  return Number(stored) / seconds
}
