/**
 * Killed at any moment, a hunt loses nothing that it has told, and no file is left in pieces.
 *
 * `ACKURATE_KILLS=50 npx vitest run test/cli/hunt-kill.test.ts` kills more often.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stream } from '../../src/search/schedules/streams.ts'
import { runBuilt } from './built.ts'
import { folderOf } from './fake-terminal.ts'
import { schemaComplaints } from './schemas.ts'

const kills = Number(process.env['ACKURATE_KILLS'] ?? 2)
const hunt = 'hunt commit-sync-mid-batch --schedules 3 --records 8 --jobs 1'.split(' ')
/** Within that time after the first sign of life, many rounds are done. */
const latestMs = 500

function jsonOf(folder: string, name: string, schema: string) {
  const path = join(folder, 'reports', name)
  if (!existsSync(path)) return null
  const value = JSON.parse(readFileSync(path, 'utf8'))
  expect(schemaComplaints(schema, value)).toEqual([])
  return value
}

test(`nothing is lost in ${kills} kills`, { timeout: 30_000 + kills * 20_000 }, async () => {
  const folder = folderOf({})
  const draw = stream(42, 0)
  const told: string[] = []
  let rounds = 0
  for (let kill = 0; kill < kills; kill++) {
    const afterMs = draw() * latestMs
    let armed = false
    const ended = await runBuilt(hunt, folder, (_, send) => {
      if (!armed) setTimeout(() => send('SIGKILL'), afterMs)
      armed = true
    })
    expect(ended.code).toBeNull()
    const lines = ended.out.split('\n').slice(0, -1)
    told.push(...lines.map((line) => line.replace(/^round \d+: /, '')))
    const kept = jsonOf(folder, 'regressions.json', 'regressions')
    const stories = (kept?.regressions ?? []).map(({ story }: { story: string }) => story)
    expect(stories).toEqual(expect.arrayContaining(told))
    expect(new Set(stories).size).toBe(stories.length)
    const state = jsonOf(folder, 'hunt.json', 'hunt')
    expect(state?.rounds ?? 0).toBeGreaterThanOrEqual(rounds)
    rounds = state?.rounds ?? 0
  }
  expect(told.length).toBeGreaterThan(0)
  const last = await runBuilt([...hunt, '--rounds', '1'], folder)
  expect(last).toMatchObject({ code: 1 })
  expect(last.err).toContain(`reports/hunt.json: going on with round ${rounds}\n`)
  expect(jsonOf(folder, 'hunt.json', 'hunt').rounds).toBe(rounds + 1)
  // What killed writers left behind is cleared away.
  expect(readdirSync(join(folder, 'reports')).sort()).toEqual(['hunt.json', 'regressions.json'])
})
