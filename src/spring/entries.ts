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
import { isMap, isScalar, isSeq, type Node, parseAllDocuments } from 'yaml'
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
  return parseAllDocuments(text).map((document) => {
    const [problem] = document.errors
    if (problem !== undefined) {
      throw new UsageError(`${file}: ${problem.message.split('\n')[0] ?? 'is not YAML'}`)
    }
    return flattened(document.contents, '')
  })
}

function flattened(node: Node | null, name: string): Document {
  if (isMap(node)) {
    return node.items.flatMap(({ key, value }) => {
      const own = isScalar(key) ? String(key.value) : String(key)
      // `[max.poll.records]` keeps its dots in Spring, where other names are taken apart.
      const plain = own.replace(/^\[(.*)\]$/, '$1')
      return flattened(value as Node | null, name === '' ? plain : `${name}.${plain}`)
    })
  }
  if (isSeq(node)) {
    if (node.items.every(isScalar)) {
      return [[name, node.items.map((item) => String(isScalar(item) && item.value)).join(',')]]
    }
    return node.items.flatMap((item, at) => flattened(item as Node | null, `${name}[${at}]`))
  }
  if (!isScalar(node) || node.value === null || name === '') return []
  return [[name, String(node.value)]]
}
