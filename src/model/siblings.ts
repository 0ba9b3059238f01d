/**
 * A process with several consumers, each on a thread of its own: one instance for each of them.
 *
 * They are started together and stand in a row in the world's list. What happens to the process
 * happens to all of them; its place is free when the last of them has ended. Behind those of the
 * run's topic stands one for each retry topic, alone in its process in a group of its own.
 */

import type { Instance } from './instance/instance.ts'
import { groupId, type Scenario } from './scenario.ts'
import type { Slot, World } from './world.ts'

/** What a consumer reads, and in which group. */
export interface Subscription {
  readonly topic: string
  readonly groupId: string
}

/** A topic of what has failed: of its group, unless that is null, somebody reads it. */
interface RetryTopic {
  readonly topic: string
  readonly groupId: string | null
  readonly partitions: number
  readonly isDeadLetter: boolean
}

/** The retry topics of a strategy, each with the group that reads it. */
function retrySubscriptions(
  { retryTopics = [] }: World['strategy'],
  { topic }: Pick<Scenario, 'topic'>,
): readonly Subscription[] {
  return retryTopics.map((suffix) => ({ topic: topic + suffix, groupId: groupId + suffix }))
}

/** All topics of what has failed, the dead letter topic among them if there is one. */
export function retryTopicsOf(
  strategy: World['strategy'],
  scenario: Pick<Scenario, 'topic'>,
): readonly RetryTopic[] {
  const { retryPartitions: partitions = 1, deadLetterTopic: suffix } = strategy
  const dead = suffix === undefined ? null : scenario.topic + suffix
  const read = retrySubscriptions(strategy, scenario).map((one): RetryTopic => {
    return { ...one, partitions, isDeadLetter: one.topic === dead }
  })
  const isUnread = dead !== null && !read.some(({ isDeadLetter }) => isDeadLetter)
  if (!isUnread) return read
  return [...read, { topic: dead, groupId: null, partitions, isDeadLetter: true }]
}

/** How many consumers each process has. */
export function consumersPerProcess(world: World): number {
  const { retryTopics } = world.strategy
  return consumersOfTopic(world) + (retryTopics === undefined ? 0 : retryTopics.length)
}

/**
 * How many of them read the topic of the run. Of those that a strategy wants no more than there are
 * partitions, as the others would have none; but two, of which one takes over from the other.
 */
function consumersOfTopic({ strategy, scenario }: World): number {
  const { consumersPerProcess: wanted } = strategy
  return wanted === undefined ? 1 : Math.min(wanted, Math.max(2, scenario.partitions))
}

/** What the consumer of that number in its process reads. */
export function subscriptionOf(world: World, number: number): Subscription {
  const { strategy, scenario } = world
  const behind = number - consumersOfTopic(world)
  const retry = behind < 0 ? undefined : retrySubscriptions(strategy, scenario)[behind]
  return retry ?? { topic: scenario.topic, groupId }
}

/** All that anybody reads: the topic of the run first. */
export function subscriptionsIn({ strategy, scenario }: World): readonly Subscription[] {
  const topics = [scenario.topic, ...(strategy.otherTopics ?? [])]
  const own = topics.map((topic) => ({ topic, groupId }))
  return [...own, ...retrySubscriptions(strategy, scenario)]
}

/** The consumers of the instance's process, itself among them, in the order of their numbers. */
export function siblingsOf(world: World, { index }: Pick<Instance, 'index'>): readonly Instance[] {
  const count = consumersPerProcess(world)
  const first = index - (index % count)
  return world.instances.slice(first, first + count)
}

/** Those of the process that runs in the slot now, or ran there last. */
export function consumersIn(world: World, { instance: index }: Slot): readonly Instance[] {
  return index < 0 ? [] : siblingsOf(world, { index })
}

/** Whether it has not ended. */
export function isRunning({ status }: Pick<Instance, 'status'>): boolean {
  return status === 'live' || status === 'frozen'
}

/** A process is as its consumers are; it has died if any of them has, and the others ended. */
export function statusIn(world: World, slot: Slot): Instance['status'] | null {
  const consumers = consumersIn(world, slot)
  const telling = consumers.find(isRunning) ?? consumers.find(({ status }) => status === 'died')
  return (telling ?? consumers[0])?.status ?? null
}
