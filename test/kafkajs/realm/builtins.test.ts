import { expect, test } from 'vitest'
import { visit } from './visit.ts'

/** A module that exports its functions, by name, after these imports. */
const moduleOf = (imports: string, functions: string) =>
  visit({ 'index.ts': `${imports}\nexport const { ${functions} }`, 'data.txt': 'text' })

const refusals: readonly [what: string, imports: string, call: string][] = [
  ['node:net (connect)', "import net from 'net'", 'net.connect(1)'],
  ['node:net (Socket)', "import * as net from 'node:net'", 'new net.Socket()'],
  ['node:http (request)', "import { request } from 'node:http'", 'request("http://x")'],
  ['node:https (get)', "import https from 'https'", 'https.get("https://x")'],
  ['node:tls (connect)', "import tls from 'tls'", 'tls.connect(1)'],
  ['node:dns (lookup)', "import dns from 'dns'", 'dns.lookup("x", () => {})'],
  ['node:dns.promises (lookup)', "import dns from 'dns'", 'dns.promises.lookup("x")'],
  ['node:child_process (spawn)', "import { spawn } from 'child_process'", 'spawn("ls")'],
  ['node:worker_threads (Worker)', "import { Worker } from 'worker_threads'", 'new Worker("x")'],
  ['node:cluster (fork)', "import cluster from 'cluster'", 'cluster.fork()'],
  ['fetch', '', 'fetch("http://x")'],
  ['WebSocket', '', 'new WebSocket("ws://x")'],
  ['node:fs (writeFileSync)', "import fs from 'fs'", 'fs.writeFileSync("x", "")'],
  ['node:fs (appendFile)', "import fs from 'fs'", 'fs.appendFile("x", "", () => {})'],
  ['node:fs (openSync, to write)', "import fs from 'fs'", 'fs.openSync("x", "w")'],
  ['node:fs (writeSync)', "import fs from 'fs'", 'fs.writeSync(7, "x")'],
  ['node:fs (createReadStream)', "import fs from 'fs'", 'fs.createReadStream("x")'],
  ['node:fs/promises (writeFile)', "import fs from 'fs/promises'", 'fs.writeFile("x", "")'],
  ['node:fs/promises (rm)', "import { promises } from 'fs'", 'promises.rm("x")'],
  ['node:zlib (createGzip)', "import zlib from 'zlib'", 'zlib.createGzip()'],
  ['crypto.subtle (digest)', '', 'crypto.subtle.digest("SHA-1", new Uint8Array())'],
  ['node:stream/promises (pipeline)', "import { pipeline } from 'stream/promises'", 'pipeline()'],
]

test.each(refusals)('%s is refused with its file and line', (what, imports, call) => {
  const { load, call: run, escaped } = moduleOf(imports, `go } = { go: () => ${call}`)
  const { go } = load()
  expect(() => run(go)).toThrow(what)
  expect(escaped.length).toBe(1)
  expect(escaped[0]).toMatch(/\/index\.ts:2 uses .*, which a simulated process cannot: /)
  expect(escaped[0]).toContain(`uses ${what}, which`)
})

test('refused modules can be loaded, extended and asked for constants', () => {
  const { load, escaped } = visit({
    'index.ts': `
      import http, { METHODS, STATUS_CODES } from 'node:http'
      import { isMainThread, parentPort } from 'node:worker_threads'
      import cluster from 'node:cluster'
      import { isIP, Socket } from 'node:net'
      class Mine extends Socket {}
      export const agent = new http.Agent({ keepAlive: true })
      export const found = [METHODS.includes('GET'), STATUS_CODES[404], isMainThread, parentPort,
        cluster.isPrimary, cluster.isWorker, isIP('::1'), typeof Mine]`,
  })
  const found = [true, 'Not Found', true, null, true, false, 6, 'function']
  expect(load()['found']).toEqual(found)
  expect(escaped).toEqual([])
})

test('files are read at once, whichever way they are read', () => {
  const { load, call, escaped } = visit({
    'data.txt': 'text',
    'index.ts': `
      import fs from 'node:fs'
      import { access, readdir, readFile, stat } from 'node:fs/promises'
      import { promisify } from 'node:util'
      const file = import.meta.dirname + '/data.txt'
      export const read = async () => [
        fs.readFileSync(file, 'utf8'), await readFile(file, 'utf8'),
        await promisify(fs.readFile)(file, 'utf8'), (await stat(file)).size,
        await new Promise((done) => fs.readFile(file, 'utf8', (e, text) => done([e, text]))),
        await new Promise((done) => fs.exists(file, done)), await access(file),
        (await readdir(import.meta.dirname)).includes('data.txt'),
        await readFile('/not-there').catch((error) => [error.code, error instanceof Error]),
        await new Promise((done) => fs.readFile('/not-there', (error) => done(error.code))),
      ]
      export const written = fs.writeSync(1, 'to nobody')`,
  })
  const read = ['text', 'text', 'text', 4, [null, 'text'], true, undefined, true]
  const { read: readAll, written } = load()
  expect(call(readAll)).toEqual([...read, ['ENOENT', true], 'ENOENT'])
  expect(written).toBe(9)
  expect(escaped).toEqual([])
})

test('compression and hashing that Node does in the background are done at once', () => {
  const { load, call } = visit({
    'index.ts': `
      import zlib from 'node:zlib'
      import crypto from 'node:crypto'
      import { promisify } from 'node:util'
      export const go = async () => {
        const zipped = await promisify(zlib.gzip)(Buffer.from('text'))
        const key = await promisify(crypto.pbkdf2)('a', 'b', 1, 4, 'sha1')
        return [String(await promisify(zlib.gunzip)(zipped)), key.length,
          crypto.createHash('sha1').update('x').digest('hex').slice(0, 4)]
      }`,
  })
  expect(call(load()['go'])).toEqual(['text', 4, '11f6'])
})

test('chance comes from the run: the same in every process that draws the same', () => {
  const files = {
    'index.ts': `
      import { randomBytes, randomInt, randomUUID, randomFillSync } from 'node:crypto'
      export const drawn = [randomBytes(3).toString('hex'), randomInt(5, 9), randomUUID(),
        crypto.randomUUID(), [...crypto.getRandomValues(new Uint8Array(2))],
        [...randomFillSync(Buffer.alloc(2))], Math.random()]`,
  }
  const [one, other] = [visit(files).load()['drawn'], visit(files).load()['drawn']]
  expect(one).toEqual(other)
  expect(one).toMatchObject([
    '000102',
    5,
    '04050607-0809-4a0b-8c0d-0e0f10111213',
    '14151617-1819-4a1b-9c1d-1e1f20212223',
    [36, 37],
    [38, 39],
    40 / 256,
  ])
})

test('timers of every kind are those of the process', () => {
  const visitor = visit({
    'index.ts': `
      import { promisify } from 'node:util'
      import * as timers from 'node:timers'
      import { scheduler, setTimeout as sleep } from 'node:timers/promises'
      export const seen = []
      sleep(10, 'slept').then((x) => seen.push(x))
      scheduler.wait(20).then(() => seen.push('waited'))
      promisify(setTimeout)(30, 'promisified').then((x) => seen.push(x))
      timers.setTimeout((x) => seen.push(x), 40, 'with an argument')
      setImmediate(() => seen.push('soon'))
      globalThis.setTimeout(() => seen.push('global'), 50)
      AbortSignal.timeout(60).addEventListener('abort', () => seen.push('aborted'))`,
  })
  const { seen } = visitor.load()
  expect(visitor.armed.map(({ delayMs }) => delayMs)).toEqual([10, 20, 30, 40, 0, 50, 60])
  visitor.fire()
  expect(seen).toEqual([
    'slept',
    'waited',
    'promisified',
    'with an argument',
    'soon',
    'global',
    'aborted',
  ])
})

test('a promised timer can be aborted', () => {
  const visitor = visit({
    'index.ts': `
      import { setTimeout as sleep } from 'node:timers/promises'
      const controller = new AbortController()
      export const seen = []
      sleep(10, null, { signal: controller.signal }).catch(({ name }) => seen.push(name))
      controller.abort()`,
  })
  expect(visitor.load()['seen']).toEqual(['AbortError'])
})

test('events.once gives a promise that settles in the run', () => {
  const { load, call } = visit({
    'index.ts': `
      import EventEmitter, { once } from 'node:events'
      class Mine extends EventEmitter { constructor() { super(); this.mine = true } }
      export const go = async () => {
        const emitter = new Mine()
        const told = once(emitter, 'news')
        emitter.emit('news', 1, 2)
        const failed = EventEmitter.once(emitter, 'news').catch((error) => error.message)
        emitter.emit('error', new Error('no news'))
        return [await told, await failed, emitter.mine, emitter instanceof EventEmitter]
      }`,
  })
  expect(call(load()['go'])).toEqual([[1, 2], 'no news', true, true])
})
