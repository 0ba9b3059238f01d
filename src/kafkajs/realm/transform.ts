/** Makes a CommonJS script out of a user's module: TypeScript and ES modules are transformed. */
import { readFileSync, statSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { createJiti } from 'jiti'

/** What marks an ES module in a file whose name does not say so. */
const moduleSyntax =
  /^\s*(?:import\s*(?:[\w*{'"]|\()|export\s+(?:default|const|let|var|function|async|class|\*|\{))/m

/** Scripts of a realm know no `import()` of their own. */
const dynamicImport = /\bimport\s*\(/
/** JSDoc, in which `import()` names a type: half of kafkajs would be transformed for that. */
const docComments = /^\s*\*.*$|(?<=^|\s)\/\*\*\s.*?\*\//gm

const jiti = createJiti(import.meta.url, { fsCache: false })

/** CommonJS source of the file; JSON becomes a module that exports it. */
export function commonJs(file: string): string {
  const source = readFileSync(file, 'utf8')
  const extension = extname(file)
  if (extension === '.json') return `module.exports = ${source}`
  const typed = isTyped(extension)
  if (!isModuleOrTyped(file, source) && !importsLater(source)) return source
  const script = jiti.transform({ source, filename: file, ts: typed, async: false })
  if (script.startsWith(failure)) throw syntaxError(script.slice(failure.length), file)
  return script
}

function isTyped(extension: string): boolean {
  return /^\.[cm]?tsx?$/.test(extension)
}

/** Whether the file of this text is TypeScript or an ES module. */
export function isModuleOrTyped(file: string, source: string): boolean {
  const extension = extname(file)
  return isTyped(extension) || isModule(file, extension, source)
}

function importsLater(source: string): boolean {
  return dynamicImport.test(source) && dynamicImport.test(source.replace(docComments, ''))
}

/** How jiti says that it cannot read a module: with a script that holds the error. */
const failure = 'exports.__JITI_ERROR__ = '

function syntaxError(json: string, file: string): SyntaxError {
  const { line, column, code, message } = JSON.parse(json) as Readonly<Record<string, string>>
  const error = new SyntaxError(`${code}: ${message?.trim()}`)
  error.stack = `${error.message}\n    at ${file}:${line}:${column}`
  return error
}

function isModule(file: string, extension: string, source: string): boolean {
  if (extension === '.mjs') return true
  if (extension === '.cjs') return false
  return isInModulePackage(dirname(file)) || moduleSyntax.test(source)
}

function isInModulePackage(folder: string): boolean {
  const manifest = join(folder, 'package.json')
  if (statSync(manifest, { throwIfNoEntry: false })?.isFile()) {
    const { type } = JSON.parse(readFileSync(manifest, 'utf8')) as { type?: string }
    return type === 'module'
  }
  const parent = dirname(folder)
  return parent !== folder && isInModulePackage(parent)
}
