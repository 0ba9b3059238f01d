/**
 * Real clients against what is expected of them and what the model says: `npm run clients`.
 *
 *   npm run clients -- [CLIENT | CLIENT:CASE ...] [--schedules N] [--jobs N] [--write]
 *
 * Each case is a run of `ackurate run` and one of `ackurate check`. Exit code 1: something was seen
 * that was not expected; 2: it could not be tried. --write puts the table into docs/clients.md.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { cases } from './check/cases.js'
import { toolchains } from './check/toolchains.js'
import { agrees, momentsIn, seenIn, tableOf, withTable } from './check/verdict.js'

const clients = dirname(fileURLToPath(import.meta.url))
const root = join(clients, '..')
const scratch = mkdtempSync(join(tmpdir(), 'ackurate-clients-'))
const properties = ['--properties', 'at-least-once,at-most-once', '--stories', 'none']

/** A command of ours: its comparison, what it printed, and how long it took. */
async function ackurate(words) {
  const json = join(scratch, 'comparison.json')
  rmSync(json, { force: true })
  const [command, ...rest] = words
  const args = ['dist/cli/main.js', command, ...properties, '--json', json, ...rest]
  const startedAt = performance.now()
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk))
  const code = await new Promise((resolve) => child.on('close', resolve))
  // 1 and 3 say what was found; more, that nothing could be tried.
  if (code === 2 || code > 3) throw new Error(`ackurate ${command} came to nothing: ${text}`)
  const comparison = JSON.parse(readFileSync(json, 'utf8'))
  return { comparison, text, minutes: (performance.now() - startedAt) / 60_000 }
}

const models = new Map()

/** The model's comparison of a strategy under these faults, searched once. */
async function modelOf(strategy, faults) {
  const key = `${strategy} ${faults}`
  const check = ['check', strategy, '--faults', faults, '--schedules', '200', '--no-delays']
  if (!models.has(key)) models.set(key, (await ackurate(check)).comparison)
  return models.get(key)
}

/** What `ackurate run` is told of the case. */
function runOf(client, one, { schedules, jobs }) {
  const { name, faults, workMs, records } = one
  const most = one.schedules === undefined ? schedules : Math.max(one.schedules, Number(schedules))
  const search = ['--faults', faults, '--schedules', String(most), '--jobs', jobs]
  return [
    ...['run', '--repetitions', '1', '--join', '90s', '--name', `${client}:${name}`],
    ...(faults === 'none' ? ['--at', 'quiet'] : search),
    ...(records === undefined ? [] : ['--records', String(records)]),
    ...(workMs === undefined ? [] : ['--env', `WORK_MS=${workMs}`]),
  ]
}

async function rowOf(client, command, one, options) {
  const { name, does, faults, strategy, modelFaults } = one
  const seen = await ackurate([...runOf(client, one, options), '--', ...command, does])
  const moments = momentsIn(seen.text)
  return {
    ...{ client, name, faults, expected: one.expected, strategy, moments },
    seen: seenIn(seen.comparison, faults),
    model: seenIn(await modelOf(strategy, modelFaults), modelFaults),
    rate: (moments.tried + 1) / seen.minutes,
  }
}

/** A case that could not be tried is told, and the next one is tried. */
const failed = (client, one) => (error) => {
  console.error(String(error))
  const nothing = { moments: { tried: 0, possible: 0 }, rate: 0 }
  return { ...one, ...nothing, client, seen: 'failed', model: 'failed' }
}

async function main() {
  const { values, positionals: names } = parseArgs({
    allowPositionals: true,
    options: {
      schedules: { type: 'string', default: '8' },
      jobs: { type: 'string', default: '2' },
      write: { type: 'boolean', default: false },
    },
  })
  if (values.write && names.length > 0) throw new Error('--write is for the whole table')
  const isAsked = (client, name) => {
    return names.length === 0 || names.includes(client) || names.includes(`${client}:${name}`)
  }
  const asked = Object.entries(cases).map(([client, all]) => {
    return { client, own: all.filter(({ name }) => isAsked(client, name)) }
  })
  const started = asked
    .filter(({ own }) => own.length > 0)
    .map((one) => ({ ...one, ...toolchains[one.client]({ clients, scratch }) }))
  const isMissing = ({ client, missing }) => {
    if (missing !== null) console.error(`${client} is not tried: that needs ${missing}.`)
    return missing !== null
  }
  const there = started.filter((one) => !isMissing(one))
  if (values.write && there.length < started.length) throw new Error('--write needs all clients')
  const rows = []
  for (const { client, command, own } of there) {
    for (const one of own) {
      const row = await rowOf(client, command, one, values).catch(failed(client, one))
      rows.push(row)
      const verdict = agrees(row) ? 'ok' : 'DIFFERS'
      console.error(`${client} ${one.name}: ${row.seen}, model ${row.model}: ${verdict}`)
    }
  }
  const table = tableOf(rows)
  console.log(table)
  if (values.write) {
    const page = join(root, 'docs/clients.md')
    writeFileSync(page, withTable(readFileSync(page, 'utf8'), table))
  }
  if (names.length > 0 && rows.length === 0) return 2
  return rows.every(agrees) ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(String(error))
  process.exitCode = 2
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
