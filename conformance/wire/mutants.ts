/**
 * A test of the comparison: faults that are put into the model on purpose, one at a time, each of
 * which it must find within {@link sequencesMax} sequences.
 *
 * A fault is a change of the compiled sources, in a copy of them.
 */
import { spawn } from 'node:child_process'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cacheFolder } from '../setup/places.ts'

interface Mutant {
  readonly name: string
  /** Below the compiled `src/model/`. */
  readonly file: string
  readonly from: string
  readonly to: string
}

const sequencesMax = 2000

/** All of them. */
const mutants: readonly Mutant[] = [
  {
    name: 'a fetch session goes on with any epoch',
    file: 'cluster/fetch-sessions.js',
    from: 'known.epoch !== epoch',
    to: 'false',
  },
  {
    name: 'an answer in a fetch session leaves out a log start that has moved',
    file: 'cluster/fetch-sessions.js',
    from: 'known.logStart === read.logStart',
    to: 'true',
  },
  {
    name: 'of the youngest records the last one is found',
    file: 'cluster/partition-log.js',
    from: 'record.timestamp > found.timestamp',
    to: 'record.timestamp >= found.timestamp',
  },
  {
    name: 'a commit of another generation is accepted',
    file: 'group/validate-commit.js',
    from: 'request.generation !== group.generation',
    to: 'request.generation > group.generation',
  },
  {
    name: 'a member stays for twice its session',
    file: 'group/deadlines.js',
    from: 'ports.now() + lengthMs',
    to: 'ports.now() + 2 * lengthMs',
  },
  {
    name: 'a fenced producer is let through',
    file: 'transactions/transactional-id.js',
    from: "known.epoch === producerEpoch ? 'NONE' : 'PRODUCER_FENCED'",
    to: "'NONE'",
  },
  {
    name: 'a generation is not raised',
    file: 'group/rebalance.js',
    from: 'group.generation++',
    to: 'group.generation += group.members.length > 1 ? 1 : 0',
  },
  {
    name: 'a commit is accepted in the sync phase',
    file: 'group/validate-commit.js',
    from: "group.status === 'CompletingRebalance'",
    to: 'false',
  },
  {
    name: 'a heartbeat does not tell of a rebalance',
    file: 'group/heartbeat.js',
    from: "group.status === 'PreparingRebalance' ? 'REBALANCE_IN_PROGRESS' : 'NONE'",
    to: "'NONE'",
  },
  {
    name: 'an aborted transaction commits its offsets',
    file: 'cluster/offsets-log.js',
    from: 'else if (committed)',
    to: 'else',
  },
  {
    name: 'who leads is not told the members',
    file: 'group/answers.js',
    from: 'member.memberId === group.leader ? listMembers(group) : []',
    to: '[]',
  },
  {
    name: 'a gap in the sequence numbers of a producer is not seen',
    file: 'cluster/producer-state.js',
    from: "batch.baseSequence === expected ? 'NONE'",
    to: "batch.baseSequence >= expected ? 'NONE'",
  },
  {
    name: 'a partition with too much metadata is committed',
    file: 'group/commit-partitions.js',
    from: 'entry.metadata.length > metadataLengthMax',
    to: 'false',
  },
  {
    name: 'a search by time passes over records of just that time',
    file: 'cluster/list-offsets.js',
    from: 'timestamp >= at',
    to: 'timestamp > at',
  },
  {
    name: 'all records are to be deleted, and stay',
    file: 'cluster/delete-records.js',
    from: 'asked === allReplicated ? log.highWatermark',
    to: 'asked === allReplicated ? log.logStart',
  },
  {
    name: 'offsets of topics that a group subscribes to are deleted',
    file: 'group/offset-delete.js',
    from: 'group.subscribed.includes(topic)',
    to: 'false',
  },
  {
    name: 'offsets are told that a transaction may still change',
    file: 'group/offset-fetch.js',
    from: 'request.requireStable && isPending',
    to: 'false && isPending',
  },
]

/** Tries all of them against that version. Returns how many were not found. */
export async function tryMutants(
  version: string,
  seed: number,
  say: (line: string) => void,
): Promise<number> {
  let missed = 0
  for (const [i, mutant] of mutants.entries()) {
    const folder = join(cacheFolder(), `mutant-${i}`)
    const began = performance.now()
    const found = await isFound(folder, mutant, ['--kafka', version, '--seed', String(seed)])
    rmSync(folder, { recursive: true, force: true })
    if (!found) missed++
    const seconds = Math.round((performance.now() - began) / 1000)
    say(`${found ? 'found ' : 'MISSED'}  ${mutant.name} (${mutant.file}, ${seconds} s)`)
  }
  say(`${mutants.length - missed} of ${mutants.length} faults found`)
  return missed
}

async function isFound(folder: string, mutant: Mutant, args: readonly string[]): Promise<boolean> {
  // The root of what was compiled: this file is in its conformance/wire.
  const compiled = dirname(dirname(import.meta.dirname))
  rmSync(folder, { recursive: true, force: true })
  cpSync(compiled, folder, { recursive: true })
  const file = join(folder, 'src', 'model', mutant.file)
  const source = readFileSync(file, 'utf8')
  if (!source.includes(mutant.from)) {
    throw new Error(`${mutant.file} does not say: ${mutant.from}`)
  }
  writeFileSync(file, source.replace(mutant.from, mutant.to))
  const main = join(folder, 'conformance', 'main.js')
  const options = ['--first', '--sequences', String(sequencesMax), ...args]
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...options], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let told = ''
    child.stdout.on('data', (text) => {
      told += text
    })
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0 || code === 1) resolve(code === 1 && /, [1-9]\d* divergences/.test(told))
      else reject(new Error(`the comparison with a fault in the model ended with ${code}`))
    })
  })
}
