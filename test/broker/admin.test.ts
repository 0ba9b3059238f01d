/** The real admin client against the simulated cluster. */
import { expect, test } from 'vitest'
import { lastWords, reporting, runService } from '../kafkajs/run-service.ts'

const withAdmin = (body: string) =>
  lastWords(runService(reporting(`const admin = kafka.admin(); await admin.connect(); ${body}`)))

test('topics are created once, listed, and described', () => {
  const made = withAdmin(`
    const topics = [{ topic: 'out', numPartitions: 3 }]
    const twice = [await admin.createTopics({ topics }), await admin.createTopics({ topics })]
    await admin.createPartitions({ topicPartitions: [{ topic: 'out', count: 4 }] })
    const { topics: [found] } = await admin.fetchTopicMetadata({ topics: ['out'] })
    return [twice, (await admin.listTopics()).sort(), found.partitions.length]`)
  expect(made).toEqual([[true, false], ['orders', 'out'], 4])
})

test('what a topic holds is told by fetchTopicOffsets', () => {
  const offsets = withAdmin(`
    const producer = kafka.producer(); await producer.connect()
    await producer.send({ topic: 'out', messages: [{ value: 'a' }, { value: 'b' }] })
    return admin.fetchTopicOffsets('out')`)
  expect(offsets).toEqual([{ partition: 0, offset: '2', high: '2', low: '0' }])
})

const consumed = `
  const consumer = kafka.consumer({ groupId: 'mine' })
  await consumer.connect()
  await consumer.subscribe({ topics: [topic], fromBeginning: true })
  const seen = []
  const first = new Promise((done) => consumer.run({ eachMessage: async ({ message }) => {
    seen.push(message.offset); done() } }))
  await first`

const offsetsOf = `(await admin.fetchOffsets({ groupId: 'mine', topics: [topic] }))
  .map(({ partitions: [{ offset }] }) => offset)[0]`

test('a running group is described, and its offsets can be read but not set', () => {
  const found = withAdmin(`${consumed}
    const { groups: [group] } = await admin.describeGroups(['mine'])
    const refused = await admin.setOffsets({ groupId: 'mine', topic,
      partitions: [{ partition: 0, offset: '1' }] }).catch((error) => error.name)
    return [group.state, group.members.length, group.protocol, refused,
      (await admin.listGroups()).groups.map(({ groupId }) => groupId)]`)
  const refused = expect.stringMatching(/^KafkaJS/)
  expect(found).toEqual(['Stable', 1, 'RoundRobinAssigner', refused, ['mine']])
})

test('the offsets of a stopped group are read, set and reset, and it goes on from there', () => {
  const found = withAdmin(`${consumed}
    await consumer.disconnect()
    const before = ${offsetsOf}
    await admin.setOffsets({ groupId: 'mine', topic, partitions: [{ partition: 0, offset: '1' }] })
    const set = ${offsetsOf}
    await admin.resetOffsets({ groupId: 'mine', topic, earliest: true })
    // kafkajs resets by committing "earliest" itself, and resolves it when it is asked to.
    const reset = ${offsetsOf}
    const [{ partitions: [resolved] }] = await admin.fetchOffsets({
      groupId: 'mine', topics: [topic], resolveOffsets: true })
    const { groups: [{ state }] } = await admin.describeGroups(['mine'])
    return [seen.length > 0 && Number(before) >= seen.length, set, reset, resolved.offset, state]`)
  expect(found).toEqual([true, '1', '-2', '0', 'Empty'])
})

test('what is not simulated is refused by its name', () => {
  const ask = () =>
    withAdmin(`
    return admin.describeAcls({ resourceName: 'x', resourceType: 2, host: '*',
      permissionType: 1, operation: 1, resourcePatternType: 3 }).catch(({ name }) => name)`)
  expect(ask).toThrow(/uses admin\.describeAcls, which a simulated process cannot/)
})

test('records are deleted up to an offset, and found by their time', () => {
  const found = withAdmin(`
    const producer = kafka.producer(); await producer.connect()
    const at = (time) => ({ value: 'a', timestamp: String(time) })
    await producer.send({ topic: 'out', messages: [at(1000), at(3000), at(2000), at(4000)] })
    const by = async (time) => (await admin.fetchTopicOffsetsByTimestamp('out', time))[0].offset
    const before = [await by(0), await by(1500), await by(3500), await by(5000)]
    const delete1 = [{ partition: 0, offset: '1' }]
    await admin.deleteTopicRecords({ topic: 'out', partitions: delete1 })
    const [{ low, high }] = await admin.fetchTopicOffsets('out')
    const refused = await admin.deleteTopicRecords({ topic: 'out',
      partitions: [{ partition: 0, offset: '9' }] }).catch(({ name }) => name)
    return [before, low, high, await by(0), refused]`)
  // kafkajs itself takes the end where no record is of that time.
  expect(found).toEqual([['0', '1', '3', '4'], '1', '4', '1', expect.stringMatching(/^KafkaJS/)])
})

test('records of the topic have the time at which they were produced', () => {
  const found = withAdmin(`
    const start = Date.now()
    await new Promise((rested) => setTimeout(rested, 10_000))
    const by = async (time) => (await admin.fetchTopicOffsetsByTimestamp(topic, time))[0].offset
    return [await by(start), await by(start + 5000), await by(Date.now() + 1)]`)
  // Two are there at the start (before anybody looks at the clock), two come 6.5 s later.
  expect(found).toEqual(['2', '2', '4'])
})
