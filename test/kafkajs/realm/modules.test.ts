import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { shared, visit, visitorOf } from './visit.ts'

test('TypeScript: enums, type imports, parameter properties, .js that means .ts', () => {
  const { load } = visit({
    'index.ts': `
      import { Colour, type Shape, Holder } from './kinds.js'
      import { deep } from './below'
      const shape: Shape = { colour: Colour.Blue }
      export const found = [shape.colour, Colour[0], new Holder(7).value, deep]`,
    'kinds.ts': `
      export enum Colour { Red, Blue }
      export interface Shape { colour: Colour }
      export class Holder { constructor(readonly value: number) {} }`,
    'below/index.ts': 'export const deep = true',
  })
  expect(load()['found']).toEqual([1, 'Red', 7, true])
})

test('packages: CommonJS, ES modules, conditions of exports, JSON, subpath imports', () => {
  const { load } = visit({
    'package.json': '{ "imports": { "#own": "./own.cjs" } }',
    'own.cjs': 'exports.own = 1',
    'index.ts': `
      import common, { named } from 'common'
      import * as all from 'modern'
      import modern from 'modern'
      import data from './data.json'
      import { own } from '#own'
      export const found = [common.named, named, all.named, modern, data.x, own]`,
    'data.json': '{ "x": [1] }',
    'node_modules/common/package.json': '{ "main": "lib" }',
    'node_modules/common/lib.js': `
      (function (root) { root.named = 'c' })(this)
      if (require.main === module) throw new Error('it is not run by itself')`,
    'node_modules/modern/package.json': '{ "type": "module", "exports": { "import": "./m.js" } }',
    'node_modules/modern/m.js': 'export const named = "m"\nexport default "default"',
  })
  expect(load()['found']).toEqual(['c', 'c', 'm', 'default', [1], 1])
})

test('cycles see what is exported so far, as in Node', () => {
  const { load } = visit({
    'a.cjs': "exports.early = 1\nexports.seen = require('./b.cjs').seen\nexports.late = 2",
    'b.cjs': "const a = require('./a.cjs')\nexports.seen = [a.early, a.late]",
  })
  expect(load('a.cjs')).toEqual({ early: 1, seen: [1, undefined], late: 2 })
})

test('import.meta, import() of every kind, and createRequire', () => {
  const { load, call, folder } = visit({
    'index.ts': `
      import { createRequire } from 'node:module'
      const require = createRequire(import.meta.url)
      export const url = import.meta.url, dirname = import.meta.dirname
      export const filename = import.meta.filename
      export const resolved = import.meta.resolve('./other.mjs')
      export const refused = () => require('node:net').connect(1)
      export const later = async () => {
        const [module, common, json] = await Promise.all([
          import('./other.mjs'), import('./plain.cjs'), import('./data.json')])
        return [module.x, common.y, common.default.y, json.default.z, await common.later()]
      }`,
    'other.mjs': 'export const x = 1',
    'plain.cjs': "exports.y = 2\nexports.later = async () => (await import('./other.mjs')).x",
    'data.json': '{ "z": 3 }',
  })
  const { url, dirname, filename, resolved, later, refused } = load()
  expect(dirname).toBe(folder)
  expect([url, filename]).toEqual([`${pathToFileURL(folder)}/index.ts`, `${folder}/index.ts`])
  expect(resolved).toBe(`${pathToFileURL(folder)}/other.mjs`)
  expect(call(later)).toEqual([1, 2, 2, 3, 1])
  expect(refused).toThrow('node:net (connect)')
})

test('each process has its own modules, and loads each once', () => {
  const files = {
    'index.ts': "import { next } from './counter.ts'\nimport './other.ts'\nexport const n = next()",
    'other.ts': "import { next } from './counter.ts'\nnext()",
    'counter.ts': 'let count = 0\nexport const next = () => ++count',
  }
  const among = shared()
  const { folder, load } = visit(files, among)
  const other = visitorOf(folder, among)
  expect([load()['n'], load()['n'], other.load()['n']]).toEqual([2, 2, 2])
})

test('what a process puts into globalThis is its own, also where it is read bare', () => {
  const source = `
    exports.before = [globalThis.mine, typeof mine, 'mine' in globalThis]
    globalThis.mine ??= 0
    exports.add = () => { mine += 1; return [mine, globalThis.mine, global.mine] }
    exports.language = [globalThis.Promise === Promise, globalThis.process === process]`
  const among = shared()
  const one = visit({ 'index.cjs': source }, among)
  const other = visitorOf(one.folder, among)
  const first = one.load('index.cjs')
  one.call(first['add'])
  const second = other.load('index.cjs')
  for (const { before } of [first, second]) expect(before).toEqual([undefined, 'undefined', false])
  expect(one.call(first['add'])).toEqual([2, 2, 2])
  expect(other.call(second['add'])).toEqual([1, 1, 1])
  expect(second['language']).toEqual([true, true])
  expect('mine' in globalThis).toBe(false)
})

test.each([
  ['index.ts', 'const x = await 1', /index\.ts awaits outside of async functions/],
  ['index.ts', 'export const x = {', /^ParseError: Unexpected token/],
  ['index.cjs', 'exports.x = {', /Unexpected token/],
  ['index.ts', "import 'not-there'", /Cannot find module 'not-there'/],
  ['index.ts', "import './not-there.ts'", /Cannot find module '.\/not-there.ts'/],
  ['index.cjs', "require('./x.node')", /x\.node is native code/],
  ['index.ts', "throw new Error('no luck')", /no luck/],
])('%s: %s is refused', (file, text, message) => {
  const { load } = visit({ [file]: text, 'x.node': '' })
  expect(() => load(file)).toThrow(message)
  // A module that failed is loaded again when it is asked for again, as in Node.
  expect(() => load(file)).toThrow(message)
})
