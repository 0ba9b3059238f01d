/**
 * The entries of Spring Boot's configuration files.
 *
 * Behaviour: YAML is flattened to dotted names, a list of words is one text with commas; a file
 * may hold several documents, divided by `---` or, in properties, by `#---`; those of a profile
 * are left out, and of two values of one name the later one counts. `${name:default}` is another
 * entry, or else the default; nothing is taken from the environment, which differs by machine.
 * Source: Spring Boot reference, "Externalized Configuration"; `OriginTrackedYamlLoader`,
 * `OriginTrackedPropertiesLoader`, `PropertySourcesPlaceholdersResolver`.
 */
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { parseProperties } from '../settings/properties-file.ts'
import { UsageError } from '../settings/usage-error.ts'

/** One value, and where it was given: `application.yml` or `properties`. */
export interface Entry {
  readonly name: string
  readonly value: string
  readonly from: string
}

/** Reads a `.yml`, `.yaml` or `.properties` file. Throws a UsageError that names it. */
export function fileEntries(file: string): readonly Entry[] {
  const path = resolve(file)
  if (!existsSync(path)) throw new UsageError(`there is no file ${file}`)
  const text = readFileSync(path, 'utf8')
  const documents = /\.ya?ml$/.test(file) ? ofYaml(text, file) : ofProperties(text)
  const entries = documents.filter((one) => !isOfProfile(one)).flat()
  return entries.map(([name, value]) => ({ name, value, from: file }))
}

/** Puts other entries, or defaults, in the place of `${…}`. Throws a UsageError. */
export function resolved(entries: readonly Entry[]): readonly Entry[] {
  const values = new Map(entries.map(({ name, value }) => [name, value]))
  const textOf = (entry: Entry, text: string, depth: number): string =>
    text.replace(/\$\{([^${}:]+)(?::([^${}]*))?\}/g, (_, name: string, otherwise?: string) => {
      const known = depth < 9 ? (values.get(name.trim()) ?? otherwise) : undefined
      if (known !== undefined) return textOf(entry, known, depth + 1)
      throw new UsageError(
        `${entry.from}: ${entry.name}: \${${name}} has no value here: give it a default, or give ` +
          `${entry.name} in properties`,
      )
    })
  return entries
    .filter(({ name }) => name.startsWith('spring.kafka.'))
    .map((entry) => ({ ...entry, value: textOf(entry, textOf(entry, entry.value, 0), 0) }))
}

type Document = readonly (readonly [name: string, value: string])[]

function isOfProfile(document: Document): boolean {
  return document.some(([name]) =>
    /^spring\.(config\.activate\.on-profile|profiles)(\[|$)/.test(name),
  )
}

function ofProperties(text: string): readonly Document[] {
  return text
    .split(/^[#!]---\s*$/m)
    .map((one) => parseProperties(one).map(({ name, value }) => [name, value] as const))
}

function ofYaml(text: string, file: string): readonly Document[] {
  return parseAllDocuments(text, { merge: true }).map((document) => {
    const [problem] = document.errors
    if (problem !== undefined) {
      throw new UsageError(`${file}: ${problem.message.split('\n')[0] ?? 'is not YAML'}`)
    }
    try {
      return flattened(document.toJS() as unknown, '')
    } catch (error) {
      // An anchor that is not there, or that holds itself.
      throw new UsageError(`${file}: ${(error as Error).message}`)
    }
  })
}

function flattened(value: unknown, name: string): Document {
  if (value === null || value === undefined) return []
  if (Array.isArray(value)) {
    const isWords = value.every((item) => typeof item !== 'object')
    if (isWords) return [[name, value.map(String).join(',')]]
    return value.flatMap((item, at) => flattened(item, `${name}[${at}]`))
  }
  if (typeof value === 'object') {
    return Object.entries(value).flatMap(([key, below]) => {
      // `[max.poll.records]` keeps its dots in Spring, where other names are taken apart.
      const plain = key.replace(/^\[(.*)\]$/, '$1')
      return flattened(below, name === '' ? plain : `${name}.${plain}`)
    })
  }
  return name === '' ? [] : [[name, String(value)]]
}
