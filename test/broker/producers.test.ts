/** Producers of every kind write to a topic that a consumer of the same process reads. */
import { expect, test } from 'vitest'
import { lastWords, reporting, runService } from '../kafkajs/run-service.ts'

/** Reads what is in `out` until this value comes; `kinds` are the arguments of the consumer. */
const reading = (last: string, options = '{}') => `
  const consumer = kafka.consumer({ groupId: 'reader', ...${options} })
  await consumer.connect()
  await consumer.subscribe({ topics: ['out'], fromBeginning: true })
  const values = []
  await new Promise((done) => consumer.run({
    eachMessage: async ({ message: { offset, value } }) => {
      values.push(offset + String(value))
      if (String(value) === '${last}') done() } }))
  return values`

const report = (body: string, imports = '') => lastWords(runService(reporting(body, imports)))

test.each([
  ['plain', '{}'],
  ['idempotent', '{ idempotent: true, maxInFlightRequests: 1 }'],
])('a %s producer', (_, options) => {
  const values = report(`
    const producer = kafka.producer(${options}); await producer.connect()
    const [{ baseOffset }] = await producer.send({
      topic: 'out', messages: [{ key: 'k', value: 'a' }, { value: 'b' }] })
    const [{ baseOffset: next }] = await producer.send({ topic: 'out', messages: [{ value: 'c' }] })
    if (baseOffset !== '0' || next !== '2') return [baseOffset, next]
    ${reading('c')}`)
  expect(values).toEqual(['0a', '1b', '2c'])
})

test('the broker unpacks gzip, and codecs that the user brings', () => {
  const send = (codec: string) => `
    const producer = kafka.producer(); await producer.connect()
    await producer.send({
      topic: 'out', compression: CompressionTypes.${codec}, messages: [{ value: 'a' }] })`
  const imports = "import { CompressionCodecs, CompressionTypes } from 'kafkajs'"
  expect(report(`${send('GZIP')} ${reading('a')}`, imports)).toEqual(['0a'])
  expect(report(send('LZ4'), imports)).toBe(
    'KafkaJSNotImplemented: LZ4 compression not implemented',
  )
  // Snappy without repetitions: the length, and the bytes as they are.
  const codec = `CompressionCodecs[CompressionTypes.Snappy] = () => ({
    compress: async ({ buffer: { length }, buffer }) =>
      Buffer.concat([Buffer.from([length, (length - 1) << 2]), buffer]),
    decompress: () => { throw new Error('nothing here is packed') } })`
  expect(report(`${send('Snappy')} ${reading('a')}`, `${imports}\n${codec}`)).toEqual(['0a'])
  const broken = codec.replace('[length, ', '[length + 1, ')
  expect(report(send('Snappy'), `${imports}\n${broken}`)).toContain('is otherwise corrupt')
})

const transactions = `
  const producer = kafka.producer({
    transactionalId: 't', idempotent: true, maxInFlightRequests: 1 })
  await producer.connect()
  const within = async (value, end) => {
    const transaction = await producer.transaction()
    await transaction.send({ topic: 'out', messages: [{ value }] })
    await transaction[end]()
  }
  await within('a', 'commit')
  await within('b', 'abort')
  await within('c', 'commit')`

test('what a transaction aborts is hidden from read_committed, and only from that', () => {
  expect(report(`${transactions} ${reading('c')}`)).toEqual(['0a', '4c'])
  const all = reading('c', '{ readUncommitted: true }')
  expect(report(`${transactions} ${all}`)).toEqual(['0a', '2b', '4c'])
})

test('an open transaction holds back what comes after it', () => {
  const values = report(`
    const producer = kafka.producer({
      transactionalId: 't', idempotent: true, maxInFlightRequests: 1 })
    await producer.connect()
    const transaction = await producer.transaction()
    await transaction.send({ topic: 'out', messages: [{ value: 'open' }] })
    const plain = kafka.producer(); await plain.connect()
    await plain.send({ topic: 'out', messages: [{ value: 'later' }] })
    let ended = false
    setTimeout(async () => { ended = true; await transaction.commit() }, 4000)
    const values = await (async () => { ${reading('later')} })()
    return [ended, ...values]`)
  expect(values).toEqual([true, '0open', '1later'])
})
