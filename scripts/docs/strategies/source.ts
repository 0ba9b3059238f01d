/** A strategy's own source, for its page. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import type { ShippedStrategy } from '../../../src/strategies/all.ts'
import { commentsBefore, commentText, docOf, headerOf, parseSource } from '../source-file.ts'

const folder = 'src/strategies'

/** The file that defines it; `-async` of a Spring strategy stands beside its twin. */
export function pathOf(root: string, { strategy, family }: ShippedStrategy): string {
  const names = [strategy.name, strategy.name.replace(/-async$/, '')]
  const paths = names.map((name) => `${folder}/${family}/${name}.ts`)
  const found = paths.find((path) => existsSync(join(root, path)))
  if (found === undefined) throw new Error(`no file of the strategy ${strategy.name}`)
  return found
}

/** Our rules of Kafka are cited by the name that readers know. */
const cited = (text: string): string =>
  text.replaceAll(/\breference (?=[A-G]\b)/g, 'Kafka semantics, ')

const camel = (name: string): string => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase())

/** What the source says of it, without the sentence that is its summary. */
export function argumentOf(root: string, shipped: ShippedStrategy): string {
  const file = parseSource(root, pathOf(root, shipped))
  const name = camel(shipped.strategy.name)
  const doc = docOf(file, name)
  const text = headerOf(file) === '' ? doc : headerOf(file)
  const paragraphs = cited(text).split('\n\n')
  const repeated = paragraphs.length > 1 && isSummary(paragraphs[0], shipped)
  return (repeated ? paragraphs.slice(1) : paragraphs).join('\n\n')
}

function isSummary(paragraph: string | undefined, { strategy }: ShippedStrategy): boolean {
  return (paragraph ?? '').replaceAll('\n', ' ').trim() === strategy.summary
}

/** The code without imports and without the comment that the page tells in prose. */
export function codeOf(root: string, shipped: ShippedStrategy): string {
  const file = parseSource(root, pathOf(root, shipped))
  const told = new Set([headerOf(file), docOf(file, camel(shipped.strategy.name))])
  const statements = file.statements.filter((statement) => !ts.isImportDeclaration(statement))
  const texts = statements.map((statement) => {
    const comments = commentsBefore(file, statement).filter((text) => !told.has(commentText(text)))
    return [...comments, statement.getText(file)].join('\n')
  })
  // What a comment tells the linter is of no interest to a reader.
  return texts.join('\n\n').replaceAll(/^\s*\/\/ biome-ignore .*\n/gm, '')
}
