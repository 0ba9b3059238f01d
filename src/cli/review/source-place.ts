/** Where a user's file says what is checked: the line to point at. */

const words = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Comments keep their line breaks and lose their words, which are not what is meant. */
function withoutComments(text: string): string {
  const blank = (comment: string): string => comment.replace(/[^\n]/g, ' ')
  return text.replace(/\/\*[\s\S]*?\*\//g, blank).replace(/^\s*\/\/.*$/gm, blank)
}

/** The name by which a module knows what it exports as `name`. */
function localName(code: string, name: string): string {
  const renamed = new RegExp(`\\bexport\\s*\\{[^}]*?([\\w$]+)\\s+as\\s+${words(name)}\\b`)
  return renamed.exec(code)?.[1] ?? name
}

function declarationOf(code: string, name: string): RegExpExecArray | null {
  const kinds = '(?:const|let|var|function\\*?|class)'
  const local = words(localName(code, name))
  return new RegExp(`^\\s*(?:export\\s+)?(?:async\\s+)?${kinds}\\s+${local}\\b`, 'm').exec(code)
}

/**
 * The line, counting from 1: of the export that the user named, else of `name: '…'`, else of the
 * default export, else the first. `exported` is null where no export was named.
 */
export function sourceLine(text: string, name: string, exported: string | null): number {
  const code = withoutComments(text)
  const property = new RegExp(`\\bname['"]?\\s*:\\s*(['"\`])${words(name)}\\1`)
  const found =
    (exported === null || exported === 'default' ? null : declarationOf(code, exported)) ??
    property.exec(code) ??
    /\bexport\s+default\b/.exec(code) ??
    /\bmodule\.exports\s*=/.exec(code)
  if (found === null) return 1
  // Where the match begins with line breaks, the word is on a later line.
  const at = found.index + (/^\s*/.exec(found[0])?.[0].length ?? 0)
  return code.slice(0, at).split('\n').length
}
