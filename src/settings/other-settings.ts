/**
 * Settings of real configurations that no run obeys: which of them change nothing here and why,
 * and which are refused, because an answer without them would be one about another configuration.
 *
 * The names are those of `ConsumerConfig` and `ProducerConfig` of kafka-clients 3.9.1 and 4.4.0
 * (`configNames()`), the broker's that are most often set, and the options of kafkajs 2.2.4
 * (`types/index.d.ts`). What a run obeys is in `model/settings.ts`.
 */

/** Whose configuration holds it. */
export type SettingOwner = 'consumer' | 'producer' | 'broker' | 'kafkajs'

/** A setting that is ignored or refused. */
export interface OtherSetting {
  /** A name; `ssl.*` is all that begin with it. */
  readonly name: string
  readonly owner: SettingOwner
  /** Why it changes nothing; null: it is always refused. */
  readonly ignored: string | null
  /** Its only values that are ignored; absent: all are. */
  readonly only?: readonly string[]
  /** Why the others are refused, and what to do; absent: none is. */
  readonly refused?: string
}

type Rows = readonly (readonly [names: string, ignored: string])[]

const rows = (owner: SettingOwner, all: Rows): readonly OtherSetting[] =>
  all.flatMap(([names, ignored]) => names.split(' ').map((name) => ({ name, owner, ignored })))

const noWire = 'the brokers are simulated: there is no address, no socket and no certificate'
const when = 'it decides when something happens, and a search tries other moments anyway'
const bytes = 'records are small: no fetch and no request is cut by its bytes'
const unseen = 'it is for those who watch the client'

const ofConsumers = rows('consumer', [
  ['bootstrap.servers bootstrap.resolve.timeout.ms client.dns.lookup', noWire],
  ['security.protocol security.providers ssl.* sasl.*', noWire],
  ['socket.connection.setup.timeout.ms socket.connection.setup.timeout.max.ms', noWire],
  ['send.buffer.bytes receive.buffer.bytes', noWire],
  ['config.providers', 'values are taken as they are written'],
  ['client.id group.id', 'there is one group, whose members have names of their own'],
  ['client.rack', 'no broker has a rack: leaders are read, and assignors see none'],
  ['key.deserializer value.deserializer', 'no bytes are read: `poison-record` is what cannot be'],
  ['check.crcs', 'no byte is damaged'],
  ['interceptor.classes', 'it is not run: one that only watches changes nothing'],
  ['allow.auto.create.topics exclude.internal.topics', 'the topic exists and is named'],
  ['fetch.min.bytes metadata.max.age.ms retry.backoff.max.ms', when],
  ['reconnect.backoff.ms reconnect.backoff.max.ms connections.max.idle.ms', when],
  ['metadata.recovery.strategy metadata.recovery.rebootstrap.trigger.ms', noWire],
  ['metadata.cluster.check.enable', noWire],
  ['fetch.max.bytes max.partition.fetch.bytes', bytes],
  ['enable.metrics.push auto.include.jmx.reporter metric.reporters metrics.*', unseen],
  ['group.remote.assignor', 'it is read with `group.protocol=consumer` only'],
  ['share.acknowledgement.mode share.acquire.mode', 'they are of share groups only'],
  ['internal.throw.on.fetch.stable.offset.unsupported', 'every broker supports it'],
])

const ofProducers = rows('producer', [
  ['transactional.id', 'every process slot has one of its own'],
  ['key.serializer value.serializer', 'no bytes are written'],
  ['batch.size buffer.memory buffer.memory.allocation.strategy max.request.size', bytes],
  ['linger.ms delivery.timeout.ms max.block.ms metadata.max.idle.ms', when],
  ['compression.type compression.gzip.level compression.lz4.level compression.zstd.level', bytes],
  ['partitioner.*', 'to which partition an output goes is not looked at'],
])

const expiry = 'offsets expire when the fault `offset-expiry` says so, at any moment'
const retention = 'records go when the fault `retention` says so, at any moment'

const ofBrokers = rows('broker', [
  ['offsets.retention.minutes offsets.retention.check.interval.ms', expiry],
  ['retention.ms retention.bytes segment.ms segment.bytes', retention],
  ['log.retention.hours log.retention.minutes log.retention.ms log.retention.bytes', retention],
  ['log.retention.check.interval.ms log.segment.bytes log.roll.ms log.roll.hours', retention],
  [
    'unclean.leader.election.enable',
    'the fault `unclean-election` is one: --faults says whether it may happen',
  ],
  ['auto.create.topics.enable', 'the topic exists'],
  ['offsets.topic.num.partitions', 'one group has one coordinator'],
  ['offsets.commit.timeout.ms', when],
  ['group.min.session.timeout.ms group.max.session.timeout.ms', 'sessions stay within the usual'],
  ['transaction.max.timeout.ms', 'transactions stay within the usual'],
  ['message.max.bytes max.message.bytes', bytes],
])

const refused = (
  owner: SettingOwner,
  name: string,
  why: string,
  only: readonly string[] = [],
  ignored: string | null = null,
): OtherSetting => ({ name, owner, only, ignored, refused: why })

const ownCode = 'it is an option of kafkajs, which a service gives to kafkajs itself'

const ofKafkajs: readonly OtherSetting[] = [
  ...'brokers clientId connectionTimeout authenticationTimeout reauthenticationThreshold'.split(
    ' ',
  ),
  ...'requestTimeout enforceRequestTimeout retry socketFactory logLevel logCreator'.split(' '),
  ...'groupId partitionAssigners metadataMaxAge sessionTimeout rebalanceTimeout'.split(' '),
  ...'heartbeatInterval maxBytesPerPartition minBytes maxBytes maxWaitTimeInMs'.split(' '),
  ...'allowAutoTopicCreation maxInFlightRequests readUncommitted rackId'.split(' '),
  ...'autoCommit autoCommitInterval autoCommitThreshold eachBatchAutoResolve'.split(' '),
  ...'partitionsConsumedConcurrently idempotent transactionalId transactionTimeout'.split(' '),
].map((name) => refused('kafkajs', name, ownCode))

const later = 'the group protocol of KIP-848 is not simulated'

/** All of them; none that a run obeys. */
export const otherSettings: readonly OtherSetting[] = [
  ...ofConsumers,
  refused('consumer', 'group.protocol', `${later}: leave it at classic`, ['classic'], 'it is so'),
  refused(
    'consumer',
    'internal.leave.group.on.close',
    'a consumer that closes always leaves its group here',
    ['true'],
    'it is so',
  ),
  ...ofProducers,
  refused(
    'producer',
    'max.in.flight.requests.per.connection',
    'with more than five requests under way a producer is not idempotent: leave it at five, and ' +
      'say enable.idempotence=false if it is not',
    ['1', '2', '3', '4', '5'],
    'the order of what is sent is not looked at',
  ),
  refused(
    'producer',
    'transaction.two.phase.commit.enable',
    'transactions of two phases (KIP-939) are not simulated',
    ['false'],
    'it is so',
  ),
  ...ofBrokers,
  refused('broker', 'num.partitions', 'how many partitions the topic has says --partitions'),
  refused(
    'broker',
    'cleanup.policy',
    'offsets of a compacted topic have holes, which are not simulated',
    ['delete'],
    retention,
  ),
  refused(
    'broker',
    'log.cleanup.policy',
    'offsets of a compacted topic have holes, which are not simulated',
    ['delete'],
    retention,
  ),
  ...ofKafkajs,
]

/** The one of that name; null: it is none of them. */
export function otherSetting(name: string): OtherSetting | null {
  const matches = (known: string): boolean =>
    known.endsWith('.*') ? name.startsWith(known.slice(0, -1)) : known === name
  return otherSettings.find((setting) => matches(setting.name)) ?? null
}
