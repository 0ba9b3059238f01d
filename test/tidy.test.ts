/** The house rules that a compiler cannot hold: who imports whom, sizes, headers, banned names. */
import { expect, test } from 'vitest'
import { circlesOf } from './circles.ts'
import { type Import, importsOf, type Source, sourcesUnder } from './sources.ts'

const sources = sourcesUnder('src')
const tests = sourcesUnder('test')

interface Law {
  /** Folders or files under src that may be imported. */
  readonly values: readonly string[]
  /** Those of which only types may be imported. */
  readonly types: readonly string[]
  /** Those ending in a colon are prefixes. */
  readonly packages: readonly string[]
  readonly typePackages?: readonly string[]
}

/** The design's table; the edges (cli, vitest, bench, index.ts) may import everything. */
const laws: Readonly<Record<string, Law>> = {
  model: { values: ['model/'], types: [], packages: [] },
  strategies: {
    values: ['strategies/', 'model/errors.ts'],
    types: ['model/'],
    packages: [],
    typePackages: ['kafkajs'],
  },
  properties: {
    values: ['properties/', 'model/history.ts'],
    types: [],
    packages: [],
  },
  search: {
    values: ['search/', 'model/', 'properties/'],
    types: ['strategies/'],
    packages: ['fast-check', 'seedrandom'],
  },
  wire: {
    values: ['wire/'],
    types: [],
    packages: ['fzstd', 'hysnappy', 'node:'],
  },
  broker: {
    values: ['broker/', 'wire/', 'model/'],
    types: [],
    packages: [],
  },
  kafkajs: {
    values: ['kafkajs/', 'broker/', 'wire/', 'model/', 'ours.ts'],
    types: ['search/', 'strategies/'],
    packages: ['kafkajs', 'jiti', 'seedrandom', 'node:'],
  },
  remote: {
    values: ['remote/', 'broker/', 'wire/', 'model/'],
    types: ['search/'],
    packages: ['node:'],
  },
  settings: {
    values: ['settings/', 'model/settings.ts', 'model/reset-policy.ts'],
    types: [],
    packages: ['fastest-levenshtein'],
  },
  spring: {
    values: ['spring/', 'settings/', 'strategies/spring-kafka/'],
    types: ['model/', 'strategies/'],
    packages: ['yaml', 'node:'],
  },
  report: {
    values: ['report/', 'model/faults/all.ts'],
    types: ['search/', 'model/', 'properties/', 'strategies/'],
    packages: [],
  },
  /** Plays counterexamples wherever the model runs: in the thread of a report's page, too. */
  player: {
    values: ['player/', 'model/', 'properties/', 'report/', 'search/', 'strategies/'],
    types: [],
    packages: [],
  },
  /** Runs in a browser; what it imports is bundled into the report. */
  page: {
    values: ['page/', 'report/'],
    types: ['search/', 'model/', 'properties/', 'strategies/', 'player/'],
    packages: ['preact', 'd3-scale', 'd3-shape'],
  },
}

function allowed(law: Law, entry: Import): boolean {
  if (!entry.local) {
    const packages = [...law.packages, ...((entry.typeOnly && law.typePackages) || [])]
    return packages.some(
      (name) => entry.to === name || entry.to.startsWith(name.endsWith(':') ? name : `${name}/`),
    )
  }
  const within = (places: readonly string[]): boolean =>
    places.some(
      (place) => entry.to === place || (place.endsWith('/') && entry.to.startsWith(place)),
    )
  return within(law.values) || (entry.typeOnly && within(law.types))
}

test.each(Object.entries(laws))('src/%s imports only what the design allows', (folder, law) => {
  const entries = sources.filter((s) => s.path.startsWith(`src/${folder}/`)).flatMap(importsOf)
  expect(entries.length).toBeGreaterThan(0)
  const broken = entries.filter((entry) => !allowed(law, entry))
  expect(broken.map((entry) => `${entry.from} imports ${entry.to}`)).toEqual([])
})

test('reports take of the faults what is known of them, not how they are injected', () => {
  const pattern = /import (?:type )?\{([^}]*)\} from '[^']*model\/faults\/all\.ts'/g
  const readers = sources.filter(({ path }) => /^src\/(report|page)\//.test(path))
  const named = readers.flatMap(({ text }) => [...text.matchAll(pattern)].map(([, names]) => names))
  expect(named.map((names) => names?.trim()).sort()).toEqual(['faultFates', 'faults'])
})

test('faults reach into processes as both kinds of process allow, and no other way', () => {
  const inside = /^model\/(instance|consumer|producer)\//
  const broken = sources
    .filter(({ path }) => path.startsWith('src/model/faults/'))
    .filter(({ path }) => path !== 'src/model/faults/model-processes.ts')
    .flatMap(importsOf)
    .filter(({ to, typeOnly }) => inside.test(to) && !typeOnly)
  expect(broken.map((entry) => `${entry.from} imports ${entry.to}`)).toEqual([])
})

test('nobody imports the edges', () => {
  const inner = sources.filter((source) => !/^src\/(cli|vitest|bench)\//.test(source.path))
  const broken = inner.flatMap(importsOf).filter((entry) => /^(cli|vitest|bench)\//.test(entry.to))
  expect(broken.map((entry) => `${entry.from} imports ${entry.to}`)).toEqual([])
})

test('imports run one way, those of types too: no circle of files', () => {
  const graph = new Map(
    sources.map((source) => {
      const local = importsOf(source).filter((entry) => entry.local)
      return [source.path, local.map((entry) => `src/${entry.to}`)]
    }),
  )
  expect(circlesOf(graph)).toEqual([])
})

test.each(['search', 'report'])('the folders of %s import one another one way', (base) => {
  const roomOf = (path: string): string => path.split('/').slice(1, -1).join('/')
  const graph = new Map<string, string[]>()
  for (const source of sources.filter(({ path }) => path.startsWith(`src/${base}/`))) {
    const own = roomOf(source.path)
    const others = importsOf(source)
      .filter(({ local, to }) => local && to.startsWith(`${base}/`))
      .map(({ to }) => roomOf(`src/${to}`))
      .filter((room) => room !== own)
    graph.set(own, [...(graph.get(own) ?? []), ...others])
  }
  expect(circlesOf(graph)).toEqual([])
})

test('a circle of files would be found', () => {
  const graph = { a: ['b', 'c'], b: ['c'], c: ['d'], d: ['b', 'e'], e: ['e'], f: ['a', 'd'], g: [] }
  expect(circlesOf(new Map(Object.entries(graph)))).toEqual([['b', 'c', 'd'], ['e']])
})

/** Comments and strings may speak of a process or a console; code may not touch them. */
function codeOf(source: Source): string {
  return source.text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|[^:])\/\/.*$/gm, '$1')
    .replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''")
}

const banned: readonly RegExp[] = [
  /\bDate\.now\b/,
  /\bnew Date\b/,
  /\bMath\.random\b/,
  /\bset(?:Timeout|Interval|Immediate)\b/,
  /\bperformance\.now\b/,
  /(?<![.\w])process\.(?:env|argv|exit\w*|std\w+|on|once|cwd|hrtime|nextTick|memoryUsage|pid)\b/,
  /(?<![.\w])console\./,
]

/** The edges own the real ones, and a cluster's sockets; the others make the virtual ones. */
const owners: readonly RegExp[] = [
  /^src\/(?:cli|vitest|bench|kafkajs\/realm)\//,
  /^src\/kafkajs\/app\/(?:environment|socket)\.ts$/,
  /^src\/remote\/(?:clock|connection|processes\/[\w-]+)\.ts$/,
]

test('clock, chance, timers, process and console belong to the edges', () => {
  const inner = sources.filter((source) => !owners.some((owner) => owner.test(source.path)))
  const broken = inner.flatMap((source) => {
    const code = codeOf(source)
    return banned.flatMap((pattern) => {
      const match = pattern.exec(code)
      return match === null ? [] : [`${source.path}: ${match[0]}`]
    })
  })
  expect(broken).toEqual([])
})

test('the model is synchronous and knows no Node', () => {
  const broken = sources
    .filter((source) => source.path.startsWith('src/model/'))
    .filter((source) => /\bawait\b|\basync\b|\bPromise\b/.test(codeOf(source)))
  expect(broken.map((source) => source.path)).toEqual([])
})

test('files have at most 250 lines of at most 100 columns', () => {
  const broken = [...sources, ...tests].flatMap((source) => {
    const long = source.lines.findIndex((line) => line.length > 100)
    const lines = source.lines.length - 1
    return [
      ...(lines > 250 ? [`${source.path} has ${lines} lines`] : []),
      ...(long >= 0 ? [`${source.path}:${long + 1} is too wide`] : []),
    ]
  })
  expect(broken).toEqual([])
})

/** A service's default export is how a user's module is started; nothing else has one. */
function hasStrayDefault({ path, text }: Source): boolean {
  const isService =
    path.startsWith('src/strategies/') && /^ {2}service: import\.meta\.url,$/m.test(text)
  return !isService && /^export default\b/m.test(text)
}

test('names are kebab-case and nothing is exported by default', () => {
  const broken = sources.filter(
    (source) => !/\/[a-z0-9.-]+\.tsx?$/.test(source.path) || hasStrayDefault(source),
  )
  expect(broken.map((source) => source.path)).toEqual([])
})

/** Files with code of their own that cite the reference: types alone stand for nothing. */
function standsForKafka(source: Source): boolean {
  return (
    /^src\/model\/(cluster|group|transactions|consumer|producer)\//.test(source.path) &&
    /^export (function|const|class)\b/m.test(source.text) &&
    /\bSource\b|\breference\b|\b[A-H]\.\d+/.test(source.text)
  )
}

test('a file that stands for a piece of Kafka says what it does, leaves out, and relies on', () => {
  const kafka = sources.filter(standsForKafka)
  expect(kafka.length).toBeGreaterThan(0)
  const broken = kafka.flatMap((source) => {
    const header = /^\/\*\*[\s\S]*?\*\//.exec(source.text)?.[0] ?? ''
    const missing = ['Behaviour', 'Left out', 'Source'].filter((part) => !header.includes(part))
    return missing.length === 0 ? [] : [`${source.path} lacks ${missing.join(', ')}`]
  })
  expect(broken).toEqual([])
})
