/** `ackurate/fakes`: packages that nobody installed answer as the user says. */
import { expect, test } from 'vitest'
import { folderWith } from './folder.ts'
import { lastWords, ofKind, run, serviceIn } from './run-service.ts'

const reporting = (fakes: string, body: string, imports: string) => ({
  'src/main.ts': `${imports}\nexport const seen = async () => {${body}}`,
  'check.ts': `
    import * as ready from 'ackurate/fakes'
    import { seen } from './src/main.ts'
    export const fakes = { ${fakes} }
    export default async () => {
      throw Object.assign(new Error(JSON.stringify(await seen())), { name: 'Report' })
    }`,
})

test.each<[name: string, fakes: string, imports: string, body: string, seen: unknown]>([
  [
    'pg',
    'pg: ready.pg(({ text, values }) => (/^select/i.test(text) ? [{ id: values[0] }] : undefined))',
    "import pg from 'pg'",
    `const pool = new pg.Pool({ max: 2 })
     const client = await pool.connect()
     await client.query('BEGIN')
     const { rows } = await client.query('SELECT $1', [7])
     const { rowCount } = await client.query({ text: 'INSERT', values: [1] })
     const called = await new Promise((done) =>
       pool.query('SELECT $1', [8], (_, answer) => done(answer.rows)))
     client.release()
     return [rows, rowCount, called]`,
    [[{ id: 7 }], 0, [{ id: 8 }]],
  ],
  [
    'mysql2',
    "'mysql2/promise': ready.mysql2(({ text }) => (text === 'INSERT' ? { insertId: 3 } : [text]))",
    "import mysql from 'mysql2/promise'",
    `const connection = await mysql.createPool({}).getConnection()
     await connection.beginTransaction()
     const [result] = await connection.execute('INSERT', [1])
     const [rows] = await connection.query('SELECT')
     await connection.commit()
     return [result, rows]`,
    [{ insertId: 3 }, ['SELECT']],
  ],
  [
    'mongodb',
    `mongodb: ready.mongodb(({ collection, method, args }) =>
      method === 'find' ? [args[0]] : collection === 'orders' ? { insertedId: 1 } : undefined)`,
    "import { MongoClient, ObjectId } from 'mongodb'",
    `const db = (await new MongoClient('mongodb://db').connect()).db('shop')
     const found = await db.collection('orders').find({ a: 1 }).sort({ a: 1 }).toArray()
     const made = await db.collection('orders').insertOne({})
     const other = await db.collection('other').updateOne({}, {})
     return [found, made, other, String(new ObjectId('a1'))]`,
    [[{ a: 1 }], { insertedId: 1 }, { acknowledged: true }, 'a1'],
  ],
  [
    'redis and ioredis',
    `redis: ready.redis(({ command, args }) => (command === 'get' ? args[0] : undefined)),
     ioredis: ready.ioredis(({ command }) => command)`,
    "import { createClient } from 'redis'\nimport Redis from 'ioredis'",
    `const client = createClient()
     await client.connect()
     const many = await client.multi().set('a', 1).get('b').exec()
     const count = await new Redis(6379).incr('n')
     return [await client.get('k'), await client.set('k', 1), many, count]`,
    ['k', null, [null, 'b'], 'incr'],
  ],
  [
    'nodemailer and fetch',
    `nodemailer: ready.nodemailer((mail) => ({ messageId: mail.to })),
     fetch: ready.fetch(({ url, method }) =>
       url === 'down' ? { status: 503 } : { url, method })`,
    "import nodemailer from 'nodemailer'",
    `const { messageId } = await nodemailer.createTransport({}).sendMail({ to: 'a@b' })
     const answer = await fetch('http://shop', { method: 'POST' })
     return [messageId, answer.ok, await answer.json(), (await fetch('down')).status]`,
    ['a@b', true, { url: 'http://shop', method: 'POST' }, 503],
  ],
  [
    'prisma',
    `'@prisma/client': ready.prisma(({ model, method }) =>
      model === 'order' ? { method } : undefined)`,
    "import { PrismaClient } from '@prisma/client'",
    `const prisma = new PrismaClient()
     await prisma.$connect()
     const both = [prisma.order.create({}), prisma.item.findMany()]
     const [made, rows] = await prisma.$transaction(both)
     const inside = await prisma.$transaction((tx) => tx.order.update({}))
     return [made, rows, inside]`,
    [{ method: 'create' }, [], { method: 'update' }],
  ],
  [
    'typeorm',
    'typeorm: ready.typeorm(({ entity, method }) => (method === "save" ? entity : undefined))',
    "import { Column, DataSource, Entity } from 'typeorm'",
    `class Order {}
     Entity()(Order)
     Column({})(Order.prototype, 'id')
     const source = await new DataSource({}).initialize()
     const orders = source.getRepository(Order)
     const saved = await orders.save(orders.create({ id: 1 }))
     const inside = await source.transaction((manager) => manager.save(Order, {}))
     return [saved, inside, await orders.find(), await orders.findOneBy({})]`,
    ['Order', 'Order', [], null],
  ],
])('%s', (_, fakes, imports, body, seen) => {
  const folder = folderWith(reporting(fakes, body, imports))
  expect(lastWords(run(serviceIn(folder, 'check.ts'), [], {}))).toEqual(seen)
})

test('the call that the user says is the work on the record in hand', () => {
  const source = `
    import { Pool } from 'pg'
    export default async function start({ kafka, topic }) {
      const pool = new Pool()
      const consumer = kafka.consumer({ groupId: 'mine' })
      await consumer.connect()
      await consumer.subscribe({ topics: [topic], fromBeginning: true })
      await consumer.run({ eachMessage: async () => {
        const client = await pool.connect()
        await client.query('SELECT 1')
        await client.query('INSERT')
      } })
      return () => consumer.disconnect()
    }`
  const check = `
    import { pg } from 'ackurate/fakes'
    import start from './service.ts'
    export const fakes = {
      pg: pg(({ text }, { process }) => (text === 'INSERT' ? process() : undefined)),
    }
    export default start`
  const folder = folderWith({ 'service.ts': source, 'check.ts': check })
  const events = run(serviceIn(folder, 'check.ts'), [], {})
  expect(ofKind(events, 'processing-done').map(({ offset }) => offset)).toEqual([0, 1, 2, 3, 4])
})
