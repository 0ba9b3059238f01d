/** The same choices give the same bytes, whatever ran before, and in another process, too. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { runKafkajs } from '../../src/kafkajs/run.ts'
import { defaultScenario } from '../../src/model/scenario.ts'
import { RandomChoices } from '../../src/search/schedules/random-choices.ts'
import { swarmRanges } from '../../src/search/schedules/swarm.ts'
import { strategies } from '../../src/strategies/all.ts'
import { bundleModules } from '../bundled.ts'

const tools = { createHash, defaultScenario, RandomChoices, runKafkajs, strategies, swarmRanges }

type Run = readonly [name: string, seed: number]

/** The hashes of histories, by run; its text is what the other process runs, so all is given. */
function hashesOf(given: typeof tools, runs: readonly Run[]): Record<string, string> {
  const faults = ['crash', 'join', 'pause', 'shutdown', 'handler-error', 'commit-unanswered']
  const budgets = Object.fromEntries(faults.map((fault) => [fault, 1]))
  const sizes = { records: 4, partitions: 2, members: 1, brokers: 2 }
  const scenario = { ...given.defaultScenario, ...sizes, budgets }
  const hashes: Record<string, string> = {}
  for (const [name, seed] of runs) {
    const entry = given.strategies.find(({ strategy }) => strategy.name === name)
    if (entry === undefined || !('service' in entry.strategy)) throw new Error(name)
    const hash = given.createHash('sha256')
    const choices = new given.RandomChoices(
      given.swarmRanges(scenario, { steps: 200, landmarks: [] }),
      seed,
    )
    given.runKafkajs(entry.strategy, scenario, choices, (event) => {
      hash.update(`${JSON.stringify(event)}\n`)
    })
    hashes[`${name}/${seed}`] = hash.digest('hex')
  }
  return hashes
}

function hashesInAnotherProcess(runs: readonly Run[]): unknown {
  const names = ['model/scenario', 'search/schedules/random-choices', 'search/schedules/swarm']
  const modules = [...names, 'kafkajs/run', 'strategies/all']
  const bundled = bundleModules(modules)
  const imported = modules.map((name) => `...await import('${bundled.url(name)}')`)
  const script = `
    const given = {
      ${imported}, createHash: (await import('node:crypto')).createHash,
    }
    const hashes = (${hashesOf})(given, ${JSON.stringify(runs)})
    await new Promise(setImmediate)
    const left = process.getActiveResourcesInfo().filter((kind) => kind !== 'PipeWrap')
    console.log(JSON.stringify({ hashes, left }))`
  const argv = ['--input-type=module', '--eval', script]
  try {
    return JSON.parse(execFileSync(process.execPath, argv, { encoding: 'utf8' }))
  } finally {
    bundled.remove()
  }
}

const names = strategies.flatMap(({ strategy }) => ('service' in strategy ? strategy.name : []))

test('twice in one process, in another order, and again in another process', () => {
  const runs = Array.from({ length: 9 * names.length }, (_, seed): Run => {
    return [names[seed % names.length] ?? '', seed]
  })
  const hashes = hashesOf(tools, runs)
  expect(names.length).toBeGreaterThan(10)
  // Two seeds may do the same, but that all do would show nothing.
  expect(new Set(Object.values(hashes)).size).toBeGreaterThan(0.9 * runs.length)
  expect(hashesOf(tools, runs.toReversed())).toEqual(hashes)
  // And nothing keeps the other process alive when its runs are over.
  const some = runs.slice(0, 3 * names.length)
  const ofSome = Object.fromEntries(Object.entries(hashes).slice(0, some.length))
  expect(hashesInAnotherProcess(some)).toEqual({ hashes: ofSome, left: [] })
})
