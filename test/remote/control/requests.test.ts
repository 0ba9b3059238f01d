/** Requests to a controlled cluster: what is wrong with one is one clear line. */
import { afterEach, expect, test } from 'vitest'
import { controlled, type Fixture } from './fixture.ts'

let fixture: Fixture

afterEach(() => fixture.close())

test.each([
  ['GET /nothing', undefined, 404, 'there is no /nothing'],
  ['POST /verdict', undefined, 405, '/verdict takes GET, not POST'],
  ['PUT /processes', '{}', 405, '/processes takes POST or GET, not PUT'],
  ['GET /verdict?wait=soon', undefined, 400, '"wait" takes a time such as 30s, of 10m at most'],
  ['GET /verdict?wait=0s', undefined, 409, /^nobody has read anything from topic orders: /],
  ['GET /verdict?wait=11m', undefined, 400, '"wait" takes a time such as 30s, of 10m at most'],
  ['POST /faults', '{', 400, /^the body is no JSON: /],
  ['POST /faults', '[]', 400, 'the body is no object of JSON, such as {}'],
  ['POST /faults', '{}', 400, '"at" is missing: such as "crash@A.commit.2.applied"'],
  ['POST /faults', '{"when":""}', 400, '"when" is not known: known are at'],
  ['POST /faults', '{"at":"crash"}', 400, 'crash is not of the form FAULT@MOMENT'],
  ['POST /faults', '{"at":"pause@A.commit.1.applied"}', 400, /cannot happen at/],
  ['POST /faults', '{"at":7}', 400, '"at" takes a text'],
  ['GET /faults/1', undefined, 404, 'there is no fault 1'],
  ['GET /faults/1?what=1', undefined, 400, '"what" is not known: known are wait'],
  ['POST /faults', '{"at":"leader-failover@A.effect.1.seen"}', 409, /more than one broker/],
  ['POST /records', '{}', 400, '"count" is missing, or "values"'],
  ['POST /records', '{"count":10001}', 400, '"count" takes a whole number from 1 to 10000'],
  ['POST /records', '{"values":[1]}', 400, '"values" takes from 1 to 10000 texts'],
  ['POST /records', '{"count":1,"partition":1}', 400, /^"partition" takes a whole number/],
  ['POST /effects', '{"process":"A"}', 400, '"record" is missing: such as "orders-0@7"'],
  ['POST /effects', '{"process":"A","record":"it"}', 400, /^it is no record: they are called/],
  [
    ...['POST /effects', '{"process":"A","record":"orders-0@1"}'],
    ...[400, 'orders-0@1 was never produced'],
  ] as [string, string, number, string],
  ['POST /effects', '{"process":"B","record":"orders-0@0"}', 404, 'there is no process B'],
  ['POST /processes', '{"replaces":"C"}', 404, 'there is no process C'],
  ['POST /processes', '{"replaces":"A"}', 409, 'A has not ended: it is running'],
] as const)('%s %s', async (asked, body, status, error) => {
  fixture = await controlled({ brokers: 1, records: 1 })
  await fixture.ask('POST /processes')
  const answer = await fixture.raw(asked, body)
  expect(answer).toMatchObject({ status, json: { error: expect.stringMatching(error) } })
})

test('what is too large, and what a page of the web asks, is refused', async () => {
  fixture = await controlled({ brokers: 1 })
  const large = JSON.stringify({ values: ['x'.repeat(1_000_000)] })
  expect(await fixture.raw('POST /records', large)).toMatchObject({ status: 413 })
  const headers = { origin: 'http://example.com' }
  expect(await fixture.raw('POST /reset', '{}', headers)).toMatchObject({ status: 403 })
})

test('a fault that has not happened is not done; one whose moment is over never is', async () => {
  fixture = await controlled({ records: 2 })
  const { ask, raw } = fixture
  await ask('POST /processes')
  await ask('POST /faults', { at: 'crash@A.effect.2.seen' })
  expect(await ask('GET /faults/1?wait=20ms')).toMatchObject({ status: 'armed' })
  const done = await raw('POST /faults/1/done')
  expect(done.json.error).toBe('crash@A.effect.2.seen has not happened yet')
  expect(await ask('POST /effects', { process: 'A', record: 'orders-0@0' })).toEqual({ struck: [] })
  const late = await raw('POST /faults', '{"at":"crash@A.effect.1.seen"}')
  expect(late).toEqual({
    status: 409,
    json: { error: 'crash@A.effect.1.seen: that moment is over' },
  })
  expect(await ask('POST /effects', { process: 'A', record: 'orders-0@1' })).toEqual({
    struck: [1],
  })
})

test('records hold what they are told to, and a reset forgets all', async () => {
  fixture = await controlled({ brokers: 1, records: 1, port: 0 })
  const { ask } = fixture
  const names = { records: ['orders-0@1', 'orders-0@2'] }
  expect(await ask('POST /records', { values: ['one', '{id} two'] })).toEqual(names)
  const { bootstrap } = await ask('POST /processes')
  const consumer = fixture.consumer(bootstrap)
  const values: string[] = []
  await consumer.connect()
  await consumer.subscribe({ topics: ['orders'], fromBeginning: true })
  void consumer.run({ eachMessage: async ({ message }) => void values.push(`${message.value}`) })
  await ask('POST /hurry?wait=8s')
  await expect.poll(() => values).toEqual(['{"id":"orders-0@0"}', 'one', 'orders-0@2 two'])
  await ask('POST /faults', { at: 'crash@A.effect.1.seen' })
  await ask('POST /reset')
  expect(await ask('GET /processes')).toEqual({ processes: [] })
  expect(await ask('GET /faults')).toEqual({ faults: [] })
  expect((await ask('GET /history')).events).toHaveLength(1)
  expect(await ask('POST /processes')).toMatchObject({ name: 'A' })
})

test('processes have ports one behind the other where the first is said', async () => {
  fixture = await controlled({ brokers: 2, port: 29_171 })
  const { ask } = fixture
  const a = { bootstrap: '127.0.0.1:29171,127.0.0.1:29172' }
  expect(await ask('POST /processes')).toMatchObject(a)
  expect(await ask('POST /processes')).toMatchObject({
    bootstrap: '127.0.0.1:29173,127.0.0.1:29174',
  })
  await ask('POST /reset')
  expect(await ask('POST /processes')).toMatchObject(a)
})
