/** What an application asks of its consumer besides records: topics, and a pause. */
import type { Consumer, ConsumerSubscribeTopic, ConsumerSubscribeTopics } from 'kafkajs'
import { includes } from '../../broker/watching/places.ts'
import type { TopicPartition } from '../../model/topic-partition.ts'
import type { Process } from '../simulation/simulation.ts'

type Subscription = ConsumerSubscribeTopics | ConsumerSubscribeTopic

/** `subscribe` of kafkajs, which adds to what was subscribed to before; a pattern as it is. */
export function watchedSubscribe(
  app: Process,
  { subscribe }: Consumer,
  consumer: number,
): Consumer['subscribe'] {
  const topics: string[] = []
  return (subscription) =>
    subscribe(subscription).then(
      app.simulation.realm.inner(() => {
        for (const topic of topicsOf(subscription)) if (!topics.includes(topic)) topics.push(topic)
        app.watch.subscribed(consumer, [...topics])
      }),
    )
}

function topicsOf(subscription: Subscription): readonly string[] {
  const topics = 'topics' in subscription ? subscription.topics : [subscription.topic]
  return topics.map(String)
}

/** Pauses or resumes, and tells which partitions are handed out no more, or again. */
export function pausing<T>(app: Process, consumer: Consumer, act: () => T): T {
  const before = pausedBy(consumer)
  const done = act()
  const after = pausedBy(consumer)
  for (const place of after) if (!includes(before, place)) app.watch.paused(place, true)
  for (const place of before) if (!includes(after, place)) app.watch.paused(place, false)
  return done
}

function pausedBy(consumer: Consumer): readonly TopicPartition[] {
  return consumer
    .paused()
    .flatMap(({ topic, partitions }) => partitions.map((partition) => ({ topic, partition })))
}
