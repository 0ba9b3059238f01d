/**
 * Each call of kafkajs is right, or refused by name; the table of docs/kafkajs.md says which.
 *
 * With `TABLE=write` it is written; without, a test fails that finds another one there.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { Kafka } from 'kafkajs'
import { describe, expect, it } from 'vitest'
import { calls } from './calls.ts'
import { lastWords, reporting, runService } from './run-service.ts'

const body = (code: string) => `
  const admin = kafka.admin()
  const producer = kafka.producer()
  const transactional = kafka.producer({ transactionalId: 't', maxInFlightRequests: 1 })
  const consumer = kafka.consumer({ groupId: 'mine' })
  await Promise.all([admin.connect(), producer.connect(), transactional.connect()])
  ${code.includes('begun.') ? 'const begun = await transactional.transaction()' : ''}
  const reading = async (handle) => {
    await consumer.connect()
    await consumer.subscribe({ topics: [topic], fromBeginning: true })
    return await new Promise((tell, fail) => {
      consumer.run({
        autoCommit: false,
        eachMessage: async (given) => { await Promise.resolve(handle(given)).then(tell, fail) },
      })
    })
  }
  return await ${code}`

describe.each(Object.entries(calls))('%s', (client, ofClient) => {
  it('has no other call', () => {
    const kafka = new Kafka({ brokers: ['none:1'], logLevel: 0 })
    const real: Readonly<Record<string, object>> = {
      admin: kafka.admin(),
      producer: kafka.producer(),
      consumer: kafka.consumer({ groupId: 'mine' }),
    }
    const names = Object.keys(real[client] ?? ofClient)
    expect(Object.keys(ofClient).sort()).toEqual(names.sort())
  })

  it.each(Object.entries(ofClient))('%s', (name, { code, gives }) => {
    const run = () => lastWords(runService(reporting(body(code))))
    if (gives !== undefined) expect(run()).toEqual(gives)
    else expect(run).toThrow(`uses ${client}.${name}, which a simulated process cannot`)
  })
})

it.each([
  ['admin.deleteTopics', 'admin.deleteTopics({ topics: [topic] })'],
  ['admin.deleteGroups', "consumer.connect().then(() => admin.deleteGroups(['mine']))"],
])('%s of what is judged is refused', (name, code) => {
  const asked = `consumer.connect().then(() => consumer.describeGroup()).then(() => ${code})`
  expect(() => runService(reporting(body(asked)))).toThrow(`uses ${name}, which`)
})

const page = join(import.meta.dirname, '../../docs/kafkajs.md')
const [begin, end] = ['<!-- calls: written by test/kafkajs/calls.test.ts -->', '<!-- /calls -->']

function table(): string {
  const rows = Object.entries(calls).flatMap(([client, ofClient]) =>
    Object.entries(ofClient)
      .filter(([, { gives, note }]) => gives === undefined || note !== undefined)
      .map(([name, { gives, note }]) => {
        const answer = gives === undefined ? '**refused**' : 'as is'
        return `| \`${client}.${name}\` | ${answer} | ${note} |`
      }),
  )
  const plain = Object.entries(calls).map(([client, ofClient]) => {
    const names = Object.entries(ofClient)
      .filter(([, { gives, note }]) => gives !== undefined && note === undefined)
      .map(([name]) => `\`${name}\``)
    return `| ${client}: ${names.join(', ')} | as is | |`
  })
  return ['| call of kafkajs 2.2.4 | | |', '|---|---|---|', ...rows, ...plain].join('\n')
}

it('the page has the table', () => {
  const text = readFileSync(page, 'utf8')
  const [before = '', rest = ''] = text.split(`${begin}\n`)
  const [found = '', after = ''] = rest.split(`\n${end}`)
  if (process.env['TABLE'] === 'write') {
    writeFileSync(page, `${before}${begin}\n${table()}\n${end}${after}`)
  } else expect(found).toBe(table())
})
