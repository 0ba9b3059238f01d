/** Reads XML, strictly as far as it matters here: it throws for what is not well-formed. */

export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  /** Without that of the elements inside. */
  text: string
}

/** Every character must be one that XML 1.0 has. */
const illegal =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])/

/** All elements, in the order in which they begin. */
export function elementsOf(xml: string): readonly XmlElement[] {
  if (illegal.test(xml)) throw new Error('a character that XML has no place for')
  const open: XmlElement[] = []
  const all: XmlElement[] = []
  const body = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '')
  const token = /<\/([\w-]+)>|<([\w-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y
  while (token.lastIndex < body.length) {
    const at = token.lastIndex
    const match = token.exec(body)
    if (match === null) throw new Error(`not well-formed at ${body.slice(at, at + 60)}`)
    const [, closed, opened, attributes = '', empty, text] = match
    if (text !== undefined) {
      const inside = open.at(-1)
      if (inside !== undefined) inside.text += unescaped(text)
      else if (text.trim() !== '') throw new Error(`text outside of the root: ${text}`)
    } else if (closed !== undefined) {
      if (open.pop()?.name !== closed) throw new Error(`</${closed}> closes nothing`)
    } else {
      const element = { name: opened ?? '', attributes: attributesOf(attributes), text: '' }
      all.push(element)
      if (empty === '') open.push(element)
    }
  }
  if (open.length > 0) throw new Error(`<${open[0]?.name}> is not closed`)
  return all
}

function attributesOf(text: string): Readonly<Record<string, string>> {
  const pairs = [...text.matchAll(/([\w:-]+)="([^"]*)"/g)]
  const names = pairs.map(([, name]) => name ?? '')
  if (new Set(names).size !== names.length) throw new Error(`an attribute twice: ${text}`)
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, unescaped(value)]))
}

const characters: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

function unescaped(text: string): string {
  return text.replace(/&([^;\s]*);?/g, (whole, name: string) => {
    const code = /^#(\d+)$/.exec(name)?.[1]
    const found = code === undefined ? characters[name] : String.fromCodePoint(Number(code))
    if (found === undefined || !whole.endsWith(';')) throw new Error(`not an entity: ${whole}`)
    return found
  })
}
