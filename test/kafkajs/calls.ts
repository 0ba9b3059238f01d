/** Every call of kafkajs 2.2.4's clients: how it is made here, and what comes of it. */

export interface CallFacts {
  /** An expression, in a start function with a client of each kind. */
  readonly code: string
  /** What it comes to, as JSON; of a call that is refused nothing. */
  readonly gives?: unknown
  /** What a reader of the table must know; of a refused call why. */
  readonly note?: string
}

const partition = { partition: 0 }
const written = { partition: 0, errorCode: 0, baseOffset: '0' }
const result = { ...written, logAppendTime: '-1', logStartOffset: '0' }
const send = "{ topic: 'other', messages: [{ key: 'k', value: 'v' }] }"
const place = "{ topic, partitions: [{ partition: 0, offset: '1' }] }"
const committed = (offset: string) => [
  { topic: 'orders', partitions: [{ ...partition, offset, metadata: null }] },
]
const empty = { errorCode: 0, groupId: 'mine', state: 'Empty', protocolType: 'consumer' }
const noState = 'the simulated brokers keep no such state'
const asked = "admin.fetchOffsets({ groupId: 'mine', topics: [topic] })"
const aclFilter = '{ resourceType: 2, resourceName: topic, resourcePatternType: 3, operation: 1 }'

/** By client, in kafkajs' order of them. */
export const calls: Readonly<Record<string, Readonly<Record<string, CallFacts>>>> = {
  admin: {
    connect: { code: 'admin.connect()', gives: null },
    disconnect: { code: 'admin.disconnect()', gives: null },
    listTopics: { code: 'admin.listTopics()', gives: ['orders'] },
    createTopics: {
      code: "admin.createTopics({ topics: [{ topic: 'new', numPartitions: 3 }, { topic: 'n2' }] })",
      gives: true,
      note: 'replica placement and configs are not kept',
    },
    deleteTopics: {
      code: `admin.createTopics({ topics: [{ topic: 'old' }] })
        .then(() => admin.deleteTopics({ topics: ['old'] })).then(() => admin.listTopics())`,
      gives: ['orders'],
      note: 'the topic of the run: refused',
    },
    createPartitions: {
      code: `admin.createPartitions({ topicPartitions: [{ topic, count: 3 }] })
        .then(() => admin.fetchTopicOffsets(topic)).then(({ length }) => length)`,
      gives: 3,
    },
    fetchTopicMetadata: {
      code: `admin.fetchTopicMetadata({ topics: [topic] })
        .then(({ topics: [{ name, partitions }] }) => [name, partitions.length])`,
      gives: ['orders', 1],
      note: 'every broker has a replica',
    },
    describeCluster: {
      code: 'admin.describeCluster()',
      gives: {
        brokers: [{ nodeId: 0, host: 'broker-0', port: 9092 }],
        controller: 0,
        clusterId: 'ackurate',
      },
    },
    events: { code: 'Promise.resolve(admin.events.CONNECT)', gives: 'admin.connect' },
    fetchOffsets: {
      code: asked,
      gives: committed('0'),
      note: 'the judged group begins with 0 committed, unless `--new-group`',
    },
    fetchTopicOffsets: {
      code: 'admin.fetchTopicOffsets(topic)',
      gives: [{ ...partition, offset: '2', high: '2', low: '0' }],
    },
    fetchTopicOffsetsByTimestamp: {
      code: 'admin.fetchTopicOffsetsByTimestamp(topic, Date.now() + 1000)',
      gives: [{ ...partition, offset: '2' }],
    },
    setOffsets: {
      code: `admin.setOffsets({ groupId: 'mine', ...${place} }).then(() => ${asked})`,
      gives: committed('1'),
    },
    resetOffsets: {
      code: `admin.resetOffsets({ groupId: 'mine', topic, earliest: true }).then(() => ${asked})`,
      gives: committed('-2'),
      note: 'kafkajs commits -2 or -1, which each consumer takes for no offset',
    },
    describeConfigs: {
      code: `admin.describeConfigs({ includeSynonyms: false,
        resources: [{ type: 2, name: topic }] })`,
      note: noState,
    },
    alterConfigs: { code: 'admin.alterConfigs({ resources: [] })', note: noState },
    on: { code: "Promise.resolve(typeof admin.on('admin.connect', () => {}))", gives: 'function' },
    logger: { code: 'Promise.resolve(typeof admin.logger().info)', gives: 'function' },
    listGroups: {
      code: `${asked}.then(() => admin.listGroups())`,
      gives: { groups: [{ groupId: 'mine', protocolType: 'consumer' }] },
    },
    describeGroups: {
      code: "admin.describeGroups(['mine'])",
      gives: { groups: [{ ...empty, protocol: '', members: [] }] },
    },
    deleteGroups: {
      code: `consumer.connect().then(() => consumer.describeGroup())
        .then(() => admin.setOffsets({ groupId: 'second', ...${place} }))
        .then(() => admin.deleteGroups(['second']))
        .then(() => admin.fetchOffsets({ groupId: 'second', topics: [topic] }))`,
      gives: committed('-1'),
      note: 'the judged group: refused',
    },
    describeAcls: { code: `admin.describeAcls(${aclFilter})`, note: noState },
    deleteAcls: { code: `admin.deleteAcls({ filters: [${aclFilter}] })`, note: noState },
    createAcls: { code: 'admin.createAcls({ acl: [] })', note: noState },
    deleteTopicRecords: {
      code: `admin.fetchTopicMetadata({ topics: [topic] })
        .then(() => admin.fetchTopicOffsets(topic))
        .then(() => admin.deleteTopicRecords(${place})).then(() => admin.fetchTopicOffsets(topic))`,
      gives: [{ ...partition, offset: '2', high: '2', low: '1' }],
      note: 'kafkajs must have loaded the metadata of the topic before',
    },
    alterPartitionReassignments: {
      code: 'admin.alterPartitionReassignments({ topics: [] })',
      note: noState,
    },
    listPartitionReassignments: { code: 'admin.listPartitionReassignments({})', note: noState },
  },
  producer: {
    connect: { code: 'producer.connect()', gives: null },
    disconnect: { code: 'producer.disconnect()', gives: null },
    isIdempotent: {
      code: 'Promise.resolve([producer.isIdempotent(), transactional.isIdempotent()])',
      gives: [false, false],
    },
    events: { code: 'Promise.resolve(producer.events.CONNECT)', gives: 'producer.connect' },
    on: {
      code: "Promise.resolve(typeof producer.on('producer.connect', () => {}))",
      gives: 'function',
    },
    send: {
      code: `producer.send(${send})`,
      gives: [{ topicName: 'other', ...result }],
      note: 'compressed by gzip, or by a codec that the service brings',
    },
    sendBatch: {
      code: `producer.sendBatch({ topicMessages: [${send}] })`,
      gives: [{ topicName: 'other', ...result }],
    },
    transaction: {
      code: 'transactional.transaction().then((one) => one.abort())',
      gives: null,
    },
    logger: { code: 'Promise.resolve(typeof producer.logger().info)', gives: 'function' },
  },
  transaction: {
    sendBatch: {
      code: `begun.sendBatch({ topicMessages: [${send}] }).then(() => begun.abort())`,
      gives: null,
    },
    send: {
      code: `begun.send(${send}).then((sent) => begun.commit().then(() => sent))`,
      gives: [{ topicName: 'other', ...result }],
    },
    abort: { code: 'begun.abort().then(() => begun.isActive())', gives: false },
    commit: { code: 'begun.commit().then(() => begun.isActive())', gives: false },
    sendOffsets: {
      code: `begun.sendOffsets({ consumerGroupId: 'mine', topics: [${place}] })
        .then(() => begun.commit()).then(() => ${asked})`,
      gives: committed('1'),
    },
    isActive: { code: 'Promise.resolve(begun.isActive())', gives: true },
  },
  consumer: {
    connect: { code: 'consumer.connect()', gives: null },
    disconnect: { code: 'consumer.disconnect()', gives: null },
    subscribe: { code: 'consumer.subscribe({ topics: [topic, /^ord/] })', gives: null },
    stop: { code: 'consumer.stop()', gives: null },
    run: {
      code: 'reading(async ({ message, heartbeat }) => (await heartbeat(), message.offset))',
      gives: '0',
    },
    commitOffsets: {
      code: `reading(({ partition }) =>
        consumer.commitOffsets([{ topic, partition, offset: '1' }])).then(() => ${asked})`,
      gives: committed('1'),
      note: 'what its promise says is what counts as acknowledged',
    },
    seek: {
      code: "reading(({ partition }) => consumer.seek({ topic, partition, offset: '1' }))",
      gives: null,
      note: 'told when it is called, not when it takes effect',
    },
    describeGroup: {
      code: 'consumer.connect().then(() => consumer.describeGroup())',
      gives: { ...empty, protocol: '', members: [] },
    },
    pause: {
      code: 'reading(() => (consumer.pause([{ topic }]), consumer.paused()))',
      gives: [{ topic: 'orders', partitions: [0] }],
    },
    paused: { code: 'Promise.resolve(consumer.paused())', gives: [] },
    resume: {
      code: `reading(() => (consumer.pause([{ topic }]), consumer.resume([{ topic }]),
        consumer.paused()))`,
      gives: [],
    },
    on: {
      code: "Promise.resolve(typeof consumer.on('consumer.crash', () => {}))",
      gives: 'function',
    },
    events: { code: 'Promise.resolve(consumer.events.CRASH)', gives: 'consumer.crash' },
    logger: { code: 'Promise.resolve(typeof consumer.logger().info)', gives: 'function' },
  },
}
