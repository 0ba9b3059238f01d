/** Reads our own sources with the compiler's parser: what the reference says is what they say. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/** A parsed file; nothing is resolved or checked. */
export function parseSource(root: string, path: string): ts.SourceFile {
  const text = readFileSync(join(root, path), 'utf8')
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
}

/** The text of a `/** … *\/` comment without its stars, as Markdown. */
export function commentText(comment: string): string {
  const inner = comment.replace(/^\/\*\*?/, '').replace(/\*\/$/, '')
  const lines = inner.split('\n').map((line) => line.replace(/^\s*\* ?/, '').trimEnd())
  return lines.join('\n').trim()
}

/** The comments right before a node, first to last, as they stand: `//` lines and blocks. */
export function commentsBefore(file: ts.SourceFile, node: ts.Node): readonly string[] {
  const ranges = ts.getLeadingCommentRanges(file.text, node.getFullStart()) ?? []
  return ranges.map(({ pos, end }) => file.text.slice(pos, end))
}

/** The doc comment of the exported constant of that name, as Markdown; empty: there is none. */
export function docOf(file: ts.SourceFile, exported: string): string {
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue
    const [declaration] = statement.declarationList.declarations
    if (declaration?.name.getText() !== exported) continue
    const doc = commentsBefore(file, statement).findLast((text) => text.startsWith('/**'))
    return doc === undefined ? '' : commentText(doc)
  }
  return ''
}

/** The doc comment with which the file opens, as Markdown; empty: it opens with code. */
export function headerOf(file: ts.SourceFile): string {
  const first = file.statements[0]
  const [comment] = first === undefined ? [] : commentsBefore(file, first)
  return comment?.startsWith('/**') === true ? commentText(comment) : ''
}
