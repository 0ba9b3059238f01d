/** Where the user's own strategies are written, for what points at source code. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import type { SourcePlace } from '../../report/review/review.ts'
import type { StrategyEntry } from '../../search/verdicts/comparison.ts'
import { strategyFilePath } from '../loading/load-strategy.ts'
import { sourceLine } from './source-place.ts'

const slashes = (path: string): string => path.split(sep).join('/')

/** Places by the strategies' names; none for shipped ones, nor for a file that is gone. */
export function placesOf(
  strategies: readonly StrategyEntry[],
  folder: string,
): ReadonlyMap<string, SourcePlace> {
  const places = new Map<string, SourcePlace>()
  for (const { name, file: word } of strategies) {
    if (word === undefined) continue
    const path = strategyFilePath(word)
    const text = textOf(resolve(folder, path))
    if (text === null) continue
    const exported = word === path ? null : word.slice(path.length + 1)
    const file = slashes(isAbsolute(path) ? relative(folder, path) : join(path))
    places.set(name, { file, line: sourceLine(text, name, exported) })
  }
  return places
}

/** Whether the file speaks of kafkajs: then what it could use instead is for that client. */
export function isKafkajsFile(word: string, folder: string): boolean {
  return /\bkafkajs\b|\bkafka\.consumer\(/.test(
    textOf(resolve(folder, strategyFilePath(word))) ?? '',
  )
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // A report of what was searched elsewhere: without the file there is no line to point at.
    return null
  }
}

/**
 * The way from the repository's root to the folder, with a slash at its end; empty in the root, or
 * outside of any repository. CI names files from the root, whatever folder a command runs in.
 */
export function pathInRepository(folder: string): string {
  let root = resolve(folder)
  while (!existsSync(join(root, '.git'))) {
    if (dirname(root) === root) return ''
    root = dirname(root)
  }
  const way = slashes(relative(root, resolve(folder)))
  return way === '' ? '' : `${way}/`
}
