/**
 * What runs of the model can come to in a play: many, each drawn from its number. How often a
 * message takes longer is drawn, too, and when the kill comes while the thread stands still.
 */
import seedrandom from 'seedrandom'
import type { Choices, Question } from '../../src/model/choices.ts'
import type { ConsumerRecord, Program } from '../../src/model/consumer/api.ts'
import type { HistoryEvent } from '../../src/model/history.ts'
import { run } from '../../src/model/run/run.ts'
import { defaultScenario, type Scenario } from '../../src/model/scenario.ts'
import { defaultSettings } from '../../src/model/settings.ts'
import type { TopicPartitionOffset } from '../../src/model/topic-partition.ts'
import { type ListenerContext, springListener } from '../../src/spring/spring-listener.ts'
import { fixedBackOff, ListenerException } from '../../src/strategies/spring-kafka/public.ts'
import type { Strategy } from '../../src/strategies/strategy.ts'
import { deliveriesOf, type RetryOutcome, type Told, textOf } from './outcome.ts'
import { delayMs, type Moment, maxPollRecords, nameOf, type RetryPlay } from './plays.ts'

const runs = 1500
/** At which rates something takes longer. */
const delayRates = [0, 0, 1 / 64, 1 / 16, 1 / 4] as const
/** At which rates the kill comes, once there is a thread to be killed. */
const killRates = [1, 1 / 4, 1 / 20] as const

/** Looks for a run that comes to this: null where there is one, else what the first came to. */
export function unlessReached(play: RetryPlay, text: string): string | null {
  let first: string | null = null
  for (let number = 0; number < runs; number++) {
    const outcome = simulate(play, `${play.name} ${number}`)
    if (outcome === null) continue
    const other = textOf(outcome)
    if (other === text) return null
    first ??= other
  }
  return first ?? 'no run was killed'
}

/** Null: the kill did not come. */
function simulate(play: RetryPlay, seed: string): RetryOutcome | null {
  const stage: Stage = { events: [], told: [], held: false, killed: false }
  run(strategyOf(play, stage), scenarioOf(play), choicesOf(seed, stage), (event) => {
    stage.events.push(event)
    if (event.kind === 'fault') stage.killed = true
  })
  if (stage.killed !== (play.kill !== null)) return null
  const committed: Record<string, number> = {}
  for (const event of stage.events) {
    if (event.kind !== 'commit-applied') continue
    const { topic, partition, offset } = event
    committed[`${topic}-${partition}`] = Math.min(offset, endOf(play, topic))
  }
  const told = stage.told.filter(({ topic, offset }) => offset < endOf(play, topic))
  return { deliveries: deliveriesOf(told), committed }
}

/** In the calm each partition has one more record (0010), which a play does not have. */
function endOf({ topics, records }: RetryPlay, topic: string): number {
  return topics.includes(topic) ? records : Number.POSITIVE_INFINITY
}

interface Stage {
  readonly events: HistoryEvent[]
  readonly told: Told[]
  /** Whether the thread stands still that is to be killed, and whether its process has been. */
  held: boolean
  killed: boolean
}

/** The name of the record that stands there, or that it is a copy of. */
function originalOf(events: readonly HistoryEvent[], place: TopicPartitionOffset): string {
  const { topic, partition, offset } = place
  for (const event of events) {
    if (event.kind !== 'produced' || event.copyOf === undefined) continue
    if (event.topic !== topic || event.partition !== partition) continue
    if (event.offset === offset) return originalOf(events, event.copyOf)
  }
  return nameOf(topic, partition, offset)
}

function strategyOf(play: RetryPlay, stage: Stage): Strategy {
  const { attempts, numPartitions, dltStrategy, topics } = play
  const deliver = (record: ConsumerRecord, context: ListenerContext) =>
    delivered(play, stage, record, context)
  return springListener({
    name: play.name,
    properties: { 'spring.kafka.consumer.max-poll-records': maxPollRecords },
    ...(attempts === 0
      ? { otherTopics: topics.slice(1) }
      : {
          retryableTopic: { attempts, numPartitions, dltStrategy, backOff: fixedBackOff(delayMs) },
          dltHandler: deliver,
        }),
    onMessage: deliver,
  })
}

/** As the program of `java/retry` does it. */
function* delivered(
  { fails, kill }: RetryPlay,
  stage: Stage,
  record: ConsumerRecord,
  { process, waitUntil }: ListenerContext,
): Program<void> {
  const { topic, partition, offset, headers } = record
  const name = originalOf(stage.events, record)
  const delivery = Number(headers?.['retry_topic-attempts'] ?? 1)
  const tell = (kind: Told['kind']) => stage.told.push({ kind, topic, partition, offset, name })
  const isHeld = kill?.name === name && kill.delivery === delivery && !stage.killed
  function* standStill(at: Moment): Program<void> {
    if (!isHeld || kill.at !== at) return
    stage.held = true
    yield* waitUntil(() => false)
  }
  tell('started')
  yield* standStill('started')
  if (delivery <= (fails[name] ?? 0)) {
    tell('failed')
    throw new ListenerException('HandlerError', `the handler failed for ${name}`)
  }
  yield* process(record)
  tell('done')
  yield* standStill('done')
}

function scenarioOf({ topics, partitions, records, kill }: RetryPlay): Scenario {
  const [topic = ''] = topics
  return {
    ...defaultScenario,
    ...{ topic, partitions, records: records * partitions * topics.length },
    ...{ members: 1, brokers: 1, newGroup: true },
    faultsMax: kill === null ? 0 : 1,
    budgets: kill === null ? {} : { crash: 1 },
    settings: {
      ...defaultSettings,
      'offsets.topic.replication.factor': 1,
      'max.poll.records': maxPollRecords,
    },
  }
}

/** What else the world may choose is left at its first option: a plain log. */
function choicesOf(seed: string, stage: Stage): Choices {
  const draw = seedrandom.alea(seed)
  const rate = delayRates[Math.floor(draw() * delayRates.length)] ?? 0
  const killRate = killRates[Math.floor(draw() * killRates.length)] ?? 1
  return {
    choose: (bound: number, what: Question) => {
      if (what.about === 'world') return 0
      if (what.about !== 'step') return Math.floor(draw() * bound)
      const [fault] = what.faults
      if (fault !== undefined && stage.held && draw() < killRate && what.possible(fault)) {
        return what.ordinary
      }
      if (what.ordinary < 2 || draw() >= rate) return 0
      return 1 + Math.floor(draw() * (what.ordinary - 1))
    },
  }
}
