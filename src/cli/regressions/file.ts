/** `reports/regressions.json` (schema `ackurate/regressions@1`): read with care, written whole. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fitsSetting, type Settings } from '../../model/settings.ts'
import { isPlain } from '../../model/thrown.ts'
import { propertyNames } from '../../properties/all.ts'
import { type Regression, sizeNames } from '../../search/planning/regression.ts'
import { parsePath } from '../../search/schedules/path.ts'
import { settingNames } from '../../settings/read-settings.ts'
import { parseFaults } from '../options/faults-option.ts'
import { readJson } from '../read-json.ts'
import { knownName, told, UsageError } from '../usage-error.ts'
import { writeWhole } from '../write-file.ts'

const schema = 'ackurate/regressions@1'

/** The file's text: one find a line; ends with a line break. */
export function regressionsText(regressions: readonly Regression[]): string {
  const lines = regressions.map((regression) => `    ${JSON.stringify(regression)}`)
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`
  return `{\n  "schema": "${schema}",\n  "regressions": ${list}\n}\n`
}

/** Writes the file whole, and waits until the disk has it. */
export async function writeRegressions(
  file: string,
  regressions: readonly Regression[],
  folder: string,
): Promise<void> {
  await writeWhole(resolve(folder, file), regressionsText(regressions))
}

interface Kept {
  readonly schema?: unknown
  readonly regressions?: unknown
}

/** Reads the file; null: there is none. Throws a UsageError that names the entry to fix. */
export function readRegressions(file: string, folder: string): readonly Regression[] | null {
  if (!existsSync(resolve(folder, file))) return null
  const value = (readJson(file, folder) ?? {}) as Kept
  if (value.schema !== schema || !Array.isArray(value.regressions)) {
    throw new UsageError(`${file} holds no regressions: its schema is not ${schema}`)
  }
  return value.regressions.map((entry: unknown, at: number) => {
    try {
      return checked(entry)
    } catch (error) {
      throw new UsageError(`${file}, regression ${at + 1}: ${(error as Error).message}`)
    }
  })
}

function checked(value: unknown): Regression {
  const entry = objectOf(value, 'it')
  const text = (name: string): string => {
    const found = entry[name]
    if (typeof found === 'string' && found !== '' && isPlain(found)) return found
    throw new UsageError(`${name} must be a text, not ${told(found)}`)
  }
  const [fault = '', ...more] = parseFaults(text('fault'))
  if (more.length > 0) throw new UsageError('fault must be the faults of one run')
  parsePath(text('path'))
  return {
    strategy: text('strategy'),
    fault,
    property: knownName(text('property'), propertyNames, 'property'),
    settings: checkedSettings(objectOf(entry['settings'], 'settings')),
    sizes: checkedSizes(objectOf(entry['sizes'], 'sizes')),
    path: text('path'),
    shape: text('shape'),
    story: text('story'),
  }
}

function objectOf(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>
  }
  throw new UsageError(`${name} must be an object`)
}

function checkedSettings(given: Readonly<Record<string, unknown>>): Partial<Settings> {
  for (const [key, value] of Object.entries(given)) {
    const name = knownName(key, settingNames, 'setting')
    if (!fitsSetting(name, value)) throw new UsageError(`${name} cannot be ${told(value)}`)
  }
  return given as Partial<Settings>
}

/** As many as the options allow. */
const sizesMax = {
  partitions: 16,
  records: 1000,
  members: 8,
  faultsMax: 20,
  delaysMax: 20,
} as const

function checkedSizes(given: Readonly<Record<string, unknown>>): Regression['sizes'] {
  for (const name of sizeNames) {
    const value = given[name]
    if (name === 'delaysMax' && value === undefined) continue
    const fits =
      name === 'topic'
        ? typeof value === 'string' && /^[\w.-]{1,249}$/.test(value)
        : name === 'newGroup'
          ? typeof value === 'boolean'
          : Number.isInteger(value) && Number(value) >= 0 && Number(value) <= sizesMax[name]
    if (!fits) throw new UsageError(`${name} cannot be ${told(value)}`)
  }
  return given as unknown as Regression['sizes']
}
