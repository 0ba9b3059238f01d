import seedrandom from 'seedrandom'
import { expect, test } from 'vitest'
import type { Choices } from '../../../../src/model/choices.ts'
import { inject, isPossible } from '../../../../src/model/faults/inject.ts'
import { faultName, faultNames } from '../../../../src/model/faults/names.ts'
import { actionOf, createActionList } from '../../../../src/model/run/action-list.ts'
import { enabled } from '../../../../src/model/run/enabled.ts'
import { isQuiescent } from '../../../../src/model/run/quiescent.ts'
import { startRun } from '../../../../src/model/run/run.ts'
import { step } from '../../../../src/model/run/step.ts'
import { defaultScenario } from '../../../../src/model/scenario.ts'
import type { World } from '../../../../src/model/world.ts'
import { owesProgress } from '../../../../src/search/exhaustive/kafka/owes-progress.ts'
import { strategies } from '../../../../src/strategies/all.ts'
import type { Strategy } from '../../../../src/strategies/strategy.ts'

const modelled = strategies
  .map(({ strategy }) => strategy)
  .filter((strategy): strategy is Strategy => 'run' in strategy && strategy.run !== undefined)

/** Leaves again and again, and waits between without a membership. */
const leaving: Strategy = {
  name: 'leaving',
  summary: '',
  claims: 'at-least-once',
  *run({ consumer, process, sleep }) {
    for (;;) {
      for (const record of yield* consumer.poll()) yield* process(record)
      for (const record of yield* consumer.poll()) yield* process(record)
      yield* consumer.unsubscribe()
      yield* sleep(100)
    }
  },
}

/** More polls in vain than anything waits for. */
const pollsMany = 1000

/** Whether the world would be quiet if everybody who has a mode had polled in vain by now. */
function isQuietAtMost(world: World): boolean {
  const saved = world.running.map(({ consumer }) => ({ ...consumer }))
  for (const { consumer } of world.running) {
    if (consumer.mode === 'none') continue
    consumer.idlePolls = pollsMany
    consumer.idleSince = world.progress
  }
  const quiet = isQuiescent(world)
  world.running.forEach(({ consumer }, at) => {
    consumer.idlePolls = saved[at]?.idlePolls ?? 0
    consumer.idleSince = saved[at]?.idleSince ?? 0
  })
  return quiet
}

interface Walked {
  /** States from which something had to be achieved, and those that could be quiet. */
  owing: number
  quiet: number
  /** Those that were quiet before it was. */
  wrong: number
}

function walkAtRandom(strategy: Strategy, random: () => number, walked: Walked): void {
  const choices: Choices = { choose: (bound) => Math.floor(random() * bound) }
  const budgets = Object.fromEntries(faultNames.map((fault) => [fault, 1]))
  const settings = { ...defaultScenario.settings, ...strategy.settings }
  const sizes = { partitions: 2, records: 2, members: 2, faultsMax: 2 }
  const scenario = { ...defaultScenario, ...sizes, settings, budgets }
  const world = startRun(strategy, scenario, choices, () => {})
  const list = createActionList()
  let owedSince = -1
  for (let steps = 0; steps < 300; steps++) {
    if (owesProgress(world)) {
      owedSince = world.progress
      walked.owing++
    }
    if (isQuietAtMost(world)) {
      walked.quiet++
      if (owedSince === world.progress) walked.wrong++
    }
    enabled(world, list)
    if (list.count === 0) return
    const fault = world.faultsAllowed[Math.floor(random() * world.faultsAllowed.length)]
    const strikes = fault !== undefined && world.faultsLeft > 0 && random() < 0.02
    if (strikes && isPossible(world, fault)) inject(world, faultName(fault), choices)
    // Defaults mostly, or hardly any walk would come to its end.
    else step(world, actionOf(list, random() < 0.6 ? 0 : Math.floor(random() * list.count)))
  }
}

test('no world is quiet before the progress that it owes', { timeout: 60_000 }, () => {
  const walked: Walked = { owing: 0, quiet: 0, wrong: 0 }
  for (const strategy of [...modelled, leaving]) {
    for (let seed = 0; seed < 40; seed++) {
      walkAtRandom(strategy, seedrandom(`${strategy.name} ${seed}`), walked)
    }
  }
  expect(walked.wrong).toBe(0)
  expect(walked.owing).toBeGreaterThan(10_000)
  expect(walked.quiet).toBeGreaterThan(1000)
})
