/** Spring Boot's keys as a user writes them, and what is said of those that are wrong. */
import { describe, expect, it } from 'vitest'
import { fileEntries } from '../../src/spring/entries.ts'
import { readConfiguration } from '../../src/spring/read-configuration.ts'
import { springListener } from '../../src/spring/spring-listener.ts'
import { folderWith } from '../kafkajs/folder.ts'

const ofFile = (name: string, text: string) =>
  readConfiguration(fileEntries(`${folderWith({ [name]: text })}/${name}`))

const given = (properties: Readonly<Record<string, string | number | boolean>>) =>
  springListener({ properties })

describe('a configuration', () => {
  it('is YAML with lists, several documents and defaults; a profile is left out', () => {
    const { container, settings } = ofFile(
      'application.yml',
      `
server.port: 80
my.mode: manual
spring:
  kafka:
    bootstrap-servers: [a:1, b:2]
    consumer:
      maxPollRecords: \${POLL:50}
      properties: { "[session.timeout.ms]": 20000, isolation.level: read_committed }
    listener: { ack-mode: "\${my.mode}", poll-timeout: 3s }
---
spring.config.activate.on-profile: test
spring.kafka.listener.ack-mode: record
`,
    )
    expect(container).toEqual({ ackMode: 'MANUAL', pollTimeout: 3000 })
    expect(settings).toEqual({
      'max.poll.records': 50,
      'session.timeout.ms': 20_000,
      'isolation.level': 'read_committed',
    })
  })

  it('may say a thing once, by an anchor', () => {
    const { container } = ofFile(
      'a.yml',
      'usual: &usual { ack-mode: manual, ack-time: 1s }\n' +
        'spring.kafka.listener: { <<: *usual, ack-time: 2s }',
    )
    expect(container).toEqual({ ackMode: 'MANUAL', ackTime: 2000 })
    expect(() => ofFile('b.yml', 'spring: *none')).toThrow(/b\.yml: /)
  })

  it('is a file of properties; of two documents the later one counts', () => {
    const text = `
spring.kafka.listener.ACK_MODE=COUNT_TIME
spring.kafka.listener.ack-count=7
spring.kafka.listener.ack-time=PT2.5S
spring.kafka.consumer.enable-auto-commit=off
#---
spring.kafka.listener.ack-count=8
#---
spring.config.activate.on-profile=prod
spring.kafka.listener.ack-count=9
`
    const { container, settings } = ofFile('application.properties', text)
    expect(container).toEqual({ ackMode: 'COUNT_TIME', ackCount: 8, ackTime: 2500 })
    expect(settings).toEqual({ 'enable.auto.commit': false })
  })

  it('says whether batches are wanted, and transactions', () => {
    const read = ofFile(
      'a.yml',
      'spring.kafka: { listener.type: batch, producer.transaction-id-prefix: tx- }',
    )
    expect(read).toMatchObject({ listenerType: 'BATCH', transactional: true })
    expect(given({ 'spring.kafka.producer.transaction-id-prefix': 'tx' }).uses).toEqual([
      'transactions',
    ])
  })

  it('reaches the producer: acks, retries and its own properties', () => {
    const { settings } = ofFile(
      'a.yml',
      `
spring.kafka:
  producer: { acks: -1, retries: 3, properties: { enable.idempotence: false, retry.backoff.ms: 7 } }
  consumer.properties: { acks: 0 }
`,
    )
    expect(settings).toEqual({ acks: 'all', retries: 3, 'enable.idempotence': false })
    expect(given({ 'spring.kafka.properties.acks': 0 }).settings).toEqual({ acks: '0' })
  })

  it('says how many consumers a process has', () => {
    expect(ofFile('a.yml', 'spring.kafka.listener.concurrency: 3').container.concurrency).toBe(3)
    const { consumersPerProcess } = given({ 'spring.kafka.listener.concurrency': 3 })
    expect(consumersPerProcess).toBe(3)
    expect(given({ 'spring.kafka.listener.concurrency': 1 }).consumersPerProcess).toBeUndefined()
  })

  it('counts before its file where it is given in code', () => {
    const folder = folderWith({ 'a.yml': 'spring.kafka.consumer.max-poll-records: 5' })
    const { settings } = springListener({
      configuration: `${folder}/a.yml`,
      properties: { 'spring.kafka.consumer.max-poll-records': 9 },
    })
    expect(settings).toEqual({ 'max.poll.records': 9 })
  })
})

describe('what is wrong is said with its key', () => {
  it.each([
    [
      { 'spring.kafka.listener.ack-mod': 'manual' },
      /no property "spring.kafka.listener.ack-mod".*did you mean spring.kafka.listener.ack-mode\?/,
    ],
    [
      { 'spring.kafka.listener.ack-mode': 'manual-imediate' },
      /ack-mode: takes RECORD.*did you mean MANUAL_IMMEDIATE\?/,
    ],
    [{ 'spring.kafka.listener.ack-time': 'soon' }, /ack-time: takes a duration such as 5s/],
    [{ 'spring.kafka.listener.ack-count': 0 }, /ack-count: takes a whole number from 1 on/],
    [
      { 'spring.kafka.consumer.max-poll-records': 'many' },
      /max-poll-records: max.poll.records takes a whole number/,
    ],
    [
      { 'spring.kafka.consumer.properties.session.timeout': 1 },
      /there is no setting "session.timeout"/,
    ],
    [{ 'spring.kafka.consumer.enable-auto-commit': 'maybe' }, /takes true or false, not "maybe"/],
    [{ 'spring.kafka.producer.acks': 'most' }, /producer.acks: acks takes all, 1, 0 or -1/],
    [
      { 'spring.kafka.producer.acks': 1, 'spring.kafka.producer.transaction-id-prefix': 't' },
      /does not start without acks=all/,
    ],
    [
      {
        'spring.kafka.producer.acks': 1,
        'spring.kafka.producer.properties.enable.idempotence': true,
      },
      /enable.idempotence=true and acks=1 exclude each other/,
    ],
    [{ 'spring.kafka.retry.topic.backoff.random': true }, /drawn at random is not simulated/],
    [
      { 'spring.kafka.retry.topic.enabled': true, 'spring.kafka.retry.topic.max-delay': '5s' },
      /drawn at random, which is not simulated/,
    ],
    [{ 'spring.kafka.retry.topic.delays': '5s' }, /there is no property/],
    [{ 'spring.kafka.listener.ack-mode': `\${MODE}` }, /\$\{MODE\} has no value here/],
  ] as const)('%j', (properties, message) => {
    expect(() => given(properties)).toThrow(message)
  })

  it('of a file: its name, and what is no YAML', () => {
    expect(() => springListener({ configuration: 'no-such.yml' })).toThrow(
      'there is no file no-such.yml',
    )
    expect(() => ofFile('a.yml', 'a: [1')).toThrow(/a\.yml: /)
  })

  it('of a listener of single records where batches come', () => {
    expect(() =>
      springListener({
        properties: { 'spring.kafka.listener.type': 'batch' },
        *onMessage() {},
      }),
    ).toThrow('write *onBatch(records, context)')
  })

  it('has retry topics for all listeners', () => {
    const key = 'spring.kafka.retry.topic'
    const topics = (more: Readonly<Record<string, string | number>>) =>
      given({ [`${key}.enabled`]: true, ...more }).retryTopics
    expect(given({}).retryTopics).toBeUndefined()
    expect(topics({})).toEqual(['-retry'])
    expect(topics({ [`${key}.attempts`]: 1 })).toEqual([])
    expect(topics({ [`${key}.backoff.multiplier`]: 2 })).toEqual(['-retry-0', '-retry-1'])
    expect(topics({ [`${key}.multiplier`]: 2, [`${key}.max-delay`]: '1500ms' })).toEqual([
      ...['-retry-0', '-retry-1'],
    ])
  })

  it('changes nothing where a key does so in a run', () => {
    const properties = {
      'spring.kafka.ssl.key-store-location': 'x',
      'spring.kafka.consumer.groupId': 'billing',
      'spring.kafka.listener.missing-topics-fatal': false,
      'spring.kafka.listener.only-log-record-metadata': true,
      'spring.kafka.retry.topic.enabled': false,
    }
    expect(given(properties).settings).toEqual({})
  })
})
