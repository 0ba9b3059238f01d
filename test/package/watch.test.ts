/** In watch mode, a consumer that was edited is read and searched again. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { projectWith, runIn, sayWhatItDoes } from './installed.ts'

test('an edit turns it red, and the edit taken back green again', async () => {
  const folder = projectWith(inject('packed'), { 'package.json': '{}' })
  try {
    await runIn(folder, 'npx ackurate init --yes')
    const file = join(folder, 'ackurate/consumer.mjs')
    sayWhatItDoes(file)
    const good = readFileSync(file, 'utf8')
    const commit = '      yield* consumer.commitSync()\n'
    const bad = good.replace(commit, '').replace('      for (', `${commit}      for (`)
    expect(bad).not.toBe(good)
    const edits = [bad, good]
    const seen: string[] = []
    let told = 0
    const env = { ACKURATE_SCHEDULES: '100' }
    await runIn(folder, 'npx vitest --watch', env, (out, stop) => {
      const ends = [...out.matchAll(/^ (PASS|FAIL) {2}.*for file changes/gm)]
      if (ends.length === told) return
      told = ends.length
      seen.push(ends.at(-1)?.[1] ?? '')
      const text = edits.shift()
      if (text === undefined) stop()
      else writeFileSync(file, text)
    })
    expect(seen).toEqual(['PASS', 'FAIL', 'PASS'])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
