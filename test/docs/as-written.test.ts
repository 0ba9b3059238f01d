/** What a page shows as the code of an application is that of the strategy which was checked. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exampleFiles, examplesFolder } from '../../scripts/docs/strategies/as-written.ts'
import { runStrategy } from '../../src/kafkajs/runner.ts'
import type { FaultName } from '../../src/model/faults/all.ts'
import { defaultScenario } from '../../src/model/scenario.ts'
import { defaultSettings, type Settings } from '../../src/model/settings.ts'
import { RandomChoices } from '../../src/search/schedules/random-choices.ts'
import { swarmRanges } from '../../src/search/schedules/swarm.ts'
import { parseProperties } from '../../src/settings/properties-file.ts'
import { readSettings } from '../../src/settings/read-settings.ts'
import { fileEntries } from '../../src/spring/entries.ts'
import { springListener } from '../../src/spring/index.ts'
import { readConfiguration } from '../../src/spring/read-configuration.ts'
import { strategies } from '../../src/strategies/all.ts'
import { defaultWorkerConfig } from '../../src/strategies/connect/config.ts'
import type { KafkajsStrategy } from '../../src/strategies/kafkajs/service.ts'
import type { AnyStrategy } from '../../src/strategies/strategy.ts'
import { folderWith } from '../kafkajs/folder.ts'

const root = join(import.meta.dirname, '../..')
const folder = join(root, examplesFolder)
const all = strategies.map(({ strategy }) => strategy)
const pathOf = (strategy: string, file: string): string => join(folder, strategy, file)

function having(file: string): readonly (readonly [name: string, strategy: AnyStrategy])[] {
  return all
    .filter(({ name }) => exampleFiles(root, name).some((one) => one.name === file))
    .map((strategy) => [strategy.name, strategy])
}

const withSettings = having('consumer.properties')
const withYaml = having('application.yml')
const withWorker = having('worker.properties')
const services = having('consumer.js') as readonly (readonly [string, KafkajsStrategy])[]

test('every strategy has its code, and no code is left over', () => {
  expect(readdirSync(folder).sort()).toEqual([...all.map(({ name }) => name), 'shared'].sort())
  const languages = all.map(({ name }) => exampleFiles(root, name).map(({ language }) => language))
  expect(languages.filter((one) => !/java|scala|js/.test(one.join()))).toEqual([])
  const shown = all.flatMap(({ name }) => exampleFiles(root, name).map((file) => file.name))
  expect(shown).toHaveLength(all.flatMap(({ name }) => readdirSync(join(folder, name))).length)
})

test('lines fit on a page', () => {
  const files = all.flatMap(({ name }) => exampleFiles(root, name))
  const lines = files.flatMap(({ text }) => text.split('\n'))
  expect(lines.filter((line) => line.length > 100)).toEqual([])
})

test('every kind of configuration is held', () => {
  const kinds = [withSettings, withYaml, withWorker, services].map(({ length }) => length)
  expect(kinds).toEqual([24, 17, 7, 11])
})

test.each(all.map(({ name }) => name))('the page of %s shows all of its files', (name) => {
  const page = readFileSync(join(root, `docs/strategies/${name}.md`), 'utf8')
  for (const { text } of exampleFiles(root, name)) expect(page).toContain(`\n${text.trimEnd()}\n`)
})

const settingsOf = (given: Partial<Settings> = {}): Settings => ({ ...defaultSettings, ...given })

test.each(withSettings)('the properties of %s are its settings', (name, { settings }) => {
  const entries = parseProperties(readFileSync(pathOf(name, 'consumer.properties'), 'utf8'))
  const read = readSettings(entries.map((entry) => `${entry.name}=${entry.value}`))
  expect(settingsOf(read.settings)).toEqual(settingsOf(settings))
})

test.each(withWorker)('the worker of %s is configured as in the model', (name) => {
  const text = ['worker', 'connector']
    .map((file) => readFileSync(pathOf(name, `${file}.properties`), 'utf8'))
    .join('')
  const given = parseProperties(text).filter((entry) => entry.name in defaultWorkerConfig)
  const expected = Object.entries(defaultWorkerConfig).map(([key, value]) => [key, String(value)])
  const found = given.map((entry) => [entry.name, entry.value])
  expect(found).toHaveLength(3)
  expect(expected).toEqual(expect.arrayContaining(found))
})

/** The history of one run that the seed chooses, an event a line. */
function history(strategy: AnyStrategy, faults: readonly FaultName[], seed: number): string[] {
  const budgets = Object.fromEntries(faults.map((fault) => [fault, 3]))
  const settings = settingsOf(strategy.settings)
  const scenario = { ...defaultScenario, faultsMax: 3, budgets, settings }
  const choices = new RandomChoices(swarmRanges(scenario, { steps: 150, landmarks: [] }), seed)
  const events: string[] = []
  runStrategy(strategy, scenario, choices, (event) => events.push(JSON.stringify(event)))
  return events
}

const faults: readonly FaultName[] = [
  ...(['crash', 'shutdown', 'pause', 'handler-error', 'commit-refused', 'commit-lost'] as const),
]

/** What no key says is in Java code, which only a compiler reads. */
function inJava(name: string): string {
  const java = exampleFiles(root, name).filter(({ language }) => language === 'java')
  return java.map(({ text }) => text).join('')
}

/** Their listeners are more than a call of the work. */
const ownListeners = ['spring-manual-out-of-order', 'spring-external-store-seek']

const usual = withYaml.filter(([name]) => !ownListeners.includes(name))

test('a listener acknowledges where its ack mode is manual, and nowhere else', () => {
  const manual = withYaml.filter(([name]) => {
    const { container } = readConfiguration(fileEntries(pathOf(name, 'application.yml')))
    return container.ackMode?.startsWith('MANUAL') === true
  })
  const acknowledging = withYaml.filter(([name]) => inJava(name).includes('Acknowledgment '))
  const silent = ['spring-external-store-seek']
  expect(manual.map(([name]) => name).filter((name) => !silent.includes(name))).toEqual(
    acknowledging.map(([name]) => name),
  )
})

test.each(usual)('the application.yml of %s makes the same runs', (name, strategy) => {
  const isAsync = inJava(name).includes('setSyncCommits(false)')
  const written = springListener({
    configuration: pathOf(name, 'application.yml'),
    ...(isAsync ? { container: { syncCommits: false } } : {}),
  })
  for (const [seed, fault] of faults.entries()) {
    expect(history(written, [fault], seed)).toEqual(history(strategy, [fault], seed))
  }
})

test.each(ownListeners)('the application.yml of %s says that it is manual', (name) => {
  const { container, settings } = readConfiguration(fileEntries(pathOf(name, 'application.yml')))
  expect(container).toEqual({ ackMode: 'MANUAL' })
  expect(settingsOf(settings)).toEqual(defaultSettings)
})

/** The module as a service of the simulation: its work is that of the run. */
function asService(name: string, strategy: KafkajsStrategy): KafkajsStrategy {
  const work =
    name === 'kafkajs-transactional'
      ? 'async (delivery, transaction) => {\n' +
        '  await work(delivery, transaction)\n' +
        '  return { value: delivery.message.value }\n}'
      : 'work'
  const source = `import { start } from ${JSON.stringify(pathOf(name, 'consumer.js'))}
    export default ({ kafka, process: work }) => start(kafka, ${work})`
  return { ...strategy, service: join(folderWith({ 'index.ts': source }), 'index.ts') }
}

test.each(services)('the JavaScript of %s makes the same runs', (name, strategy) => {
  const written = asService(name, strategy)
  for (const [seed, fault] of faults.entries()) {
    const [one, other] = [history(written, [fault], seed), history(strategy, [fault], seed)]
    expect(other.length).toBeGreaterThan(20)
    expect(one).toEqual(other)
  }
})

test('runs of other code would be told apart', () => {
  const [[name, first] = ['', undefined], , [, other] = ['', undefined]] = services
  if (first === undefined || other === undefined) throw new Error('no services')
  const written = asService(name, first)
  const differ = faults.filter((fault, seed) => {
    return history(written, [fault], seed).join() !== history(other, [fault], seed).join()
  })
  expect(differ).not.toEqual([])
})
