/**
 * Whatever a user's file does, a command ends soon after its time or a signal, with its own code,
 * in words, and with no file in pieces.
 *
 * `ACKURATE_NASTY='.' npx vitest run test/cli/nasty` tries all files with all commands, which takes
 * half an hour; the pattern chooses by `file | command`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stream } from '../../../src/search/schedules/streams.ts'
import { folderWith } from '../../kafkajs/folder.ts'
import { runBuilt } from '../built.ts'
import { nastyFiles, program } from './files.ts'

/** The rule is two seconds, the rest for a busy machine; `ACKURATE_NASTY_WITHIN=2000` holds it. */
const patienceMs = Number(process.env['ACKURATE_NASTY_WITHIN'] ?? 10_000)
const timed: Readonly<Record<string, string>> = {
  check: 'check ./x.js --schedules 3000 --json o.json --out rep',
  against: 'check ./good.js --faults crash --schedules 50 --against ./x.js --json o.json',
  explore: 'explore ./x.js --json o.json',
  breaking: 'breaking ./x.js --json o.json --out rep',
  hunt: 'hunt ./x.js --regressions r.json --state s.json',
  compare: 'compare --strategies ./x.js,commit-sync-mid-batch --json o.json --out rep',
  configured: 'check commit-sync-mid-batch --config ./x.js --schedules 5 --json o.json',
}
const untimed: Readonly<Record<string, string>> = {
  replay: 'replay ./x.js --faults crash --path 0x400 --json o.json',
  measure: 'measure ./x.js --json o.json',
}
const commands = { ...timed, ...untimed }
const usual = [
  'loop in the main thread | check',
  'a native call | check',
  'rejections that nobody handles | check',
  'a thread left running | explore',
  'prints for ever | hunt',
  'microtasks at the top | configured',
  'a getter that loops | compare',
  'a service of microtasks | breaking',
]
const wanted = process.env['ACKURATE_NASTY']
const all = Object.keys(nastyFiles).flatMap((file) =>
  Object.keys(commands).map((command) => `${file} | ${command}`),
)
const chosen = wanted === undefined ? usual : all.filter((name) => name.match(wanted))

const codes = { SIGINT: 130, SIGTERM: 143 } as const
type Signal = keyof typeof codes

function requireWhole(folder: string): void {
  const inside = ['.', 'rep'].filter((name) => existsSync(join(folder, name)))
  const names = inside.flatMap((at) => readdirSync(join(folder, at)).map((name) => join(at, name)))
  expect(names.filter((name) => name.endsWith('.tmp'))).toEqual([])
  for (const name of names.filter((one) => one.endsWith('.json'))) {
    expect(() => JSON.parse(readFileSync(join(folder, name), 'utf8'))).not.toThrow()
  }
}

test.each(chosen.map((name, at) => [name, at] as const))(
  '%s',
  async (name, at) => {
    const [file = '', command = ''] = name.split(' | ')
    const folder = folderWith({ 'x.js': nastyFiles[file] ?? '', 'good.js': program('') })
    const draw = stream(42, at)
    const signal: Signal | null =
      at % 3 === 0 && command in timed ? null : draw() < 0.5 ? 'SIGINT' : 'SIGTERM'
    const afterMs = signal === null ? 4000 : 500 + draw() * 3500
    const argv = (commands[command as keyof typeof commands] ?? '').split(' ')
    const ran = await runBuilt(
      signal === null ? [...argv, '--time', '4s'] : argv,
      folder,
      undefined,
      {},
      signal === null ? null : { signal, afterMs },
    )
    const { tookMs } = ran
    expect(tookMs - afterMs).toBeLessThan(patienceMs)
    // What ended before the signal, or while Node itself still began, has another end.
    const isMistake = ran.code === 2 && ran.err.startsWith('ackurate: ')
    if (signal !== null && command !== 'hunt' && !isMistake && tookMs > afterMs) {
      expect([codes[signal], null, 137]).toContain(ran.code)
    }
    expect([0, 1, 2, 3, 130, 143, 137, null]).toContain(ran.code)
    expect(ran.err).not.toMatch(/\n\s+at |bug in ackurate/)
    requireWhole(folder)
  },
  60_000,
)
