/**
 * Random sequences of requests: number `n` of a seed is always the same.
 *
 * Each has a theme, which says what is asked for most; every theme now and then asks for anything
 * else. Most requests are what a client would send, by the ids and generations that it was told;
 * some are late, foreign or wrong.
 */
import seedrandom from 'seedrandom'
import { type Context, Draw, type Maker } from './draw.ts'
import {
  commit,
  deleteGroups,
  describe,
  findCoordinator,
  heartbeat,
  join,
  leave,
  offsetFetch,
  settle,
  sync,
  syncAll,
  wait,
} from './makers-of-groups.ts'
import {
  deleteRecords,
  fetchInSession,
  listGroups,
  listOffsetsByTime,
  nameless,
  oddCommit,
  oddJoin,
  offsetDelete,
  produceAtTimes,
  stableOffsetFetch,
  unstable,
} from './makers-of-later-themes.ts'
import {
  addOffsets,
  addPartitions,
  createPartitions,
  endTxn,
  fetch,
  initHastyProducer,
  initProducer,
  listOffsets,
  metadata,
  overreach,
  produce,
  txnCommit,
  waitForTimeouts,
  zombie,
} from './makers-of-records.ts'
import { fetchOn, listOffsetsNow, offsetFetchNow, produceOne } from './makers-of-sessions.ts'
import type { Sequence, Step } from './step.ts'
import { type Theme, themeOf } from './themes.ts'

/** Whether a sequence asks for records, and so needs topics of its own. */
export function needsTopics({ steps }: Sequence): boolean {
  return steps.some((step) => ofLog.has(step.api))
}

const ofLog = new Set([
  ...['Produce', 'Fetch', 'ListOffsets', 'CreatePartitions', 'AddPartitionsToTxn', 'Metadata'],
  'DeleteRecords',
])

/** Draws a sequence. */
export function generate(seed: number, number: number): Sequence {
  const theme = themeOf(seed, number)
  const draw = new Draw(seedrandom(`${seed} ${number}`))
  const length = 4 + draw.below(22)
  const sessionMs = theme === 'time' ? draw.of([600, 1000, 1500]) : 30_000
  const rebalanceMs = theme === 'time' ? draw.of([700, 1200]) : 60_000
  const context: Context = {
    draw,
    theme,
    members: 1 + draw.below(4),
    groups: draw.below(5) === 0 ? 2 : 1,
    sessionMs,
    rebalanceMs,
  }
  const steps: Step[] = []
  while (steps.length < length) steps.push(...stepsOf(context, steps))
  return { number, steps }
}

function stepsOf(context: Context, before: readonly Step[]): readonly Step[] {
  return context.draw.weighted(weights[context.theme])(context, before)
}

const ofGroups = [
  [10, join],
  [6, settle],
  [6, sync],
  [6, syncAll],
  [5, heartbeat],
  [2, leave],
  [2, commit],
  [1, offsetFetch],
  [1, describe],
  [1, deleteGroups],
  [1, findCoordinator],
] as const

const weights: Readonly<Record<Theme, readonly (readonly [number, Maker])[]>> = {
  group: ofGroups,
  static: ofGroups,
  time: [...ofGroups, [7, wait], [2, heartbeat]],
  commits: [
    [4, settle],
    [4, syncAll],
    [14, commit],
    [6, offsetFetch],
    [2, describe],
    [1, leave],
    [1, deleteGroups],
    [1, initProducer],
    [1, addOffsets],
    [1, txnCommit],
    [1, endTxn],
  ],
  transactions: [
    [2, zombie],
    [1, overreach],
    [5, initProducer],
    [8, addOffsets],
    [8, txnCommit],
    [6, endTxn],
    [4, offsetFetch],
    [2, commit],
    [2, addPartitions],
    [2, produce],
    [1, fetch],
    [1, describe],
    [1, deleteGroups],
  ],
  timeouts: [
    [6, initHastyProducer],
    [6, addOffsets],
    [6, txnCommit],
    [4, addPartitions],
    [4, produce],
    [5, endTxn],
    [6, waitForTimeouts],
    [3, offsetFetch],
    [1, fetch],
    [1, listOffsets],
  ],
  log: [
    [10, produce],
    [6, fetch],
    [4, listOffsets],
    [4, initProducer],
    [4, addPartitions],
    [4, endTxn],
    [1, createPartitions],
    [1, metadata],
    [1, commit],
    [1, offsetFetch],
  ],
  records: [
    [10, produceAtTimes],
    [6, deleteRecords],
    [8, listOffsetsByTime],
    [6, fetch],
    [4, fetchInSession],
    [3, initProducer],
    [3, addPartitions],
    [4, endTxn],
    [1, produce],
    [1, createPartitions],
  ],
  offsets: [
    [3, settle],
    [3, syncAll],
    [1, leave],
    [5, commit],
    [4, oddCommit],
    [8, offsetDelete],
    [8, stableOffsetFetch],
    [3, unstable],
    [2, describe],
    [1, deleteGroups],
    [1, listGroups],
    [3, initProducer],
    [5, addOffsets],
    [5, txnCommit],
    [3, endTxn],
  ],
  protocols: [
    [12, oddJoin],
    [4, settle],
    [4, syncAll],
    [2, nameless(sync)],
    [2, nameless(heartbeat)],
    [2, nameless(leave)],
    [1, nameless(txnCommit)],
    [1, nameless(addOffsets)],
    [2, nameless(describe)],
    [1, nameless(deleteGroups)],
    [1, listGroups],
    [2, nameless(offsetDelete)],
    [1, initProducer],
    [1, commit],
    [1, stableOffsetFetch],
  ],
  sessions: [
    [8, produceOne],
    [14, fetchOn],
    [2, deleteRecords],
    [2, initProducer],
    [2, addPartitions],
    [3, endTxn],
    [1, listOffsetsNow],
  ],
  versions: [
    [8, produceAtTimes],
    [10, listOffsetsNow],
    [3, deleteRecords],
    [3, offsetFetchNow],
    [2, commit],
    [2, initProducer],
    [2, addPartitions],
    [3, endTxn],
    [1, addOffsets],
    [2, txnCommit],
  ],
}
