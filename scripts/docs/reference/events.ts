/** The reference of events: read from the union in `src/model/history.ts`. */
import ts from 'typescript'
import { markdownTable } from '../../../src/report/tables/text-table.ts'
import { page } from '../page.ts'
import { commentsBefore, commentText, headerOf, parseSource } from '../source-file.ts'

const path = 'src/model/history.ts'

interface Field {
  readonly name: string
  readonly type: string
}

interface EventEntry {
  readonly kind: string
  readonly fields: readonly Field[]
  readonly comment: string
  /** The heading of the group that begins here; null: the group goes on. */
  readonly group: string | null
}

type Types = ReadonlyMap<string, ts.InterfaceDeclaration>

function interfacesOf(file: ts.SourceFile): Types {
  const found = file.statements.filter(ts.isInterfaceDeclaration)
  return new Map(found.map((one) => [one.name.text, one]))
}

function fieldsOfMembers(members: ts.NodeArray<ts.TypeElement>): readonly Field[] {
  return members
    .filter(ts.isPropertySignature)
    .map((member) => ({ name: member.name.getText(), type: member.type?.getText() ?? 'unknown' }))
}

function fieldsOf(type: ts.TypeNode, types: Types): readonly Field[] {
  if (ts.isParenthesizedTypeNode(type)) return fieldsOf(type.type, types)
  if (ts.isIntersectionTypeNode(type)) return type.types.flatMap((part) => fieldsOf(part, types))
  if (ts.isTypeLiteralNode(type)) return fieldsOfMembers(type.members)
  const named = types.get(type.getText())
  if (named === undefined) throw new Error(`${path} has an event of ${type.getText()}`)
  return inheritedFields(named, types)
}

/** Of an interface: those of its parents first. */
function inheritedFields(named: ts.InterfaceDeclaration, types: Types): readonly Field[] {
  const parents = (named.heritageClauses ?? []).flatMap((clause) => clause.types)
  const above = parents.flatMap((parent) => {
    const found = types.get(parent.expression.getText())
    return found === undefined ? [] : inheritedFields(found, types)
  })
  return [...above, ...fieldsOfMembers(named.members)]
}

/** What stands before a member of the union: a `//` line opens a group, a doc comment explains. */
function wordsBefore(
  file: ts.SourceFile,
  member: ts.TypeNode,
): Omit<EventEntry, 'kind' | 'fields'> {
  // The comment of a member stands before its `|`, which the compiler counts to the union.
  const bar = file.text.lastIndexOf('|', member.getStart())
  const before = file.text.slice(0, bar)
  const ranges = trailingComments(before)
  const groups = ranges.filter((text) => text.startsWith('//'))
  const docs = ranges.filter((text) => text.startsWith('/**'))
  return {
    group: groups.length === 0 ? null : groups.map((text) => text.slice(2).trim()).join(' '),
    comment: docs.map(commentText).join(' '),
  }
}

/** The comments with which a text ends, first to last. */
function trailingComments(text: string): readonly string[] {
  const match = /(?:\s*(?:\/\*\*(?:(?!\*\/)[\s\S])*\*\/|\/\/[^\n]*\n))+\s*$/.exec(text)
  return match === null ? [] : (match[0].match(/\/\*\*(?:(?!\*\/)[\s\S])*\*\/|\/\/[^\n]*/g) ?? [])
}

/** All events, in the order of the union. */
export function eventEntries(root: string): readonly EventEntry[] {
  const file = parseSource(root, path)
  const types = interfacesOf(file)
  const union = file.statements
    .filter(ts.isTypeAliasDeclaration)
    .find(({ name }) => name.text === 'HistoryEvent')
  if (union === undefined || !ts.isUnionTypeNode(union.type)) throw new Error(`no union in ${path}`)
  return union.type.types.map((member) => {
    const fields = fieldsOf(member, types)
    const kind = fields.find(({ name }) => name === 'kind')
    if (kind === undefined) throw new Error(`an event without a kind in ${path}`)
    const others = fields.filter(({ name }) => name !== 'kind' && name !== 'time')
    return { kind: kind.type.slice(1, -1), fields: others, ...wordsBefore(file, member) }
  })
}

function aliasLines(root: string): readonly string[] {
  const file = parseSource(root, path)
  return file.statements.filter(ts.isTypeAliasDeclaration).flatMap((alias) => {
    if (!['PositionReason', 'CommitSource'].includes(alias.name.text)) return []
    const doc = commentsBefore(file, alias).findLast((text) => text.startsWith('/**'))
    const values = alias.type.getText().replaceAll("'", '`').replaceAll(' | ', ', ')
    return [`- \`${alias.name.text}\`: ${values}. ${commentText(doc ?? '')}`]
  })
}

const fieldText = ({ name, type }: Field): string => `\`${name}\`: ${type.replaceAll("'", '"')}`

/** The page. */
export function eventsPage(root: string): string {
  const entries = eventEntries(root)
  const sections: string[] = []
  let rows: string[][] = []
  const flush = (): void => {
    if (rows.length > 0) sections.push(...markdownTable(['kind', 'fields', ''], rows), '')
    rows = []
  }
  for (const { kind, fields, comment, group } of entries) {
    if (group !== null) {
      flush()
      sections.push(`## ${group.replace(/\.$/, '')}`, '')
    }
    const cells = [`\`${kind}\``, fields.map(fieldText).join(', '), comment.replaceAll('\n', ' ')]
    rows.push(cells.map((cell) => cell.replaceAll('|', '\\|')))
  }
  flush()
  const [, ...intro] = headerOf(parseSource(root, path)).split('\n\n')
  return page(path, [
    '# Events',
    '',
    'What `events` of a counterexample holds in `--json`, and what a property is fed. All events',
    'have a `kind` and a `time`, in virtual milliseconds since the start of the run.',
    '',
    ...intro.flatMap((text) => [text, '']),
    ...sections,
    '## Values',
    '',
    ...aliasLines(root),
  ])
}
