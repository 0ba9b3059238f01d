/**
 * `application.yml#listener.ts`: a Spring Boot configuration, and the file with its listener. That
 * file exports what `springListener` takes, by name or as its default.
 */
import { existsSync } from 'node:fs'
import { isAbsolute, relative, resolve } from 'node:path'
import { type SpringListener, springListener } from '../../spring/index.ts'
import type { AnyStrategy } from '../../strategies/strategy.ts'
import { suggestion, UsageError } from '../usage-error.ts'
import { importModule, loadProblem } from './import-module.ts'
import { checkStalls } from './stalls-export.ts'

/** What a file of a listener may export; the configuration is the other file. */
const parts = [
  ...(['name', 'summary', 'claims', 'properties', 'container', 'errorHandler'] as const),
  ...(['retryableTopic', 'dltHandler', 'otherTopics'] as const),
  ...(['exposedTo', 'stalls', 'reprocessingMax', 'start', 'onMessage', 'onBatch'] as const),
]

/** The strategy of a configuration; without a listener it is one that does its record, no more. */
export async function springStrategyIn(
  file: string,
  listener: string | null,
  folder: string,
): Promise<AnyStrategy> {
  const own = listener === null ? {} : await partsOf(listener, folder)
  try {
    return springListener({ ...own, configuration: file })
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new UsageError(error.message.replaceAll(file, relative(folder, file)))
  }
}

async function partsOf(listener: string, folder: string): Promise<SpringListener> {
  const file = isAbsolute(listener) ? listener : resolve(folder, listener)
  if (!existsSync(file)) throw new UsageError(`there is no file ${listener}`)
  const exports = await importModule(file).catch((error: unknown) => {
    throw new UsageError(`cannot load ${listener}: ${loadProblem(error, file, folder)}`)
  })
  const whole = (exports['default'] ?? exports) as Readonly<Record<string, unknown>>
  const names = Object.keys(whole).filter((name) => name !== 'default')
  for (const name of names) {
    if (parts.some((part) => part === name)) continue
    const hint = suggestion(name, parts) || `; it exports ${parts.join(', ')}`
    throw new UsageError(`${listener} exports ${name}, which is nothing of a listener${hint}`)
  }
  if (!names.includes('onMessage') && !names.includes('onBatch')) {
    throw new UsageError(
      `${listener} exports no listener: export function* onMessage(record, { process }) { … }`,
    )
  }
  checkStalls(whole['stalls'], listener)
  return whole as unknown as SpringListener
}
