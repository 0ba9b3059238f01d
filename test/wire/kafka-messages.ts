/** Writes messages by Kafka's own description of them (`kafka-messages.txt`), in any version. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Writer } from '../../src/wire/writer.ts'

interface Described {
  readonly name: string
  readonly type: string
  readonly versions: Versions
  /** In which it may be null. */
  readonly nullable: Versions
  readonly fields: Described[]
}

interface Versions {
  readonly from: number
  readonly to: number
}

/** A request or a response of Kafka's. */
export interface KafkaMessage {
  readonly api: string
  readonly kind: 'Request' | 'Response'
  readonly flexible: Versions
  readonly fields: readonly Described[]
}

/** What stands where: null leaves it to the writer, which writes something else each time. */
export type Choice = (field: string, version: number) => number | string | boolean | 'empty' | null

/** Of every message that is described. */
export function kafkaMessages(): readonly KafkaMessage[] {
  const text = readFileSync(join(import.meta.dirname, 'kafka-messages.txt'), 'utf8')
  const parts = text.split('\n\n').slice(1)
  return parts.map((part) => {
    const [head = '', ...lines] = part.trimEnd().split('\n')
    const [api = '', kind = '', flexible = ''] = head.split(' ')
    const top: Described[] = []
    const open = [top]
    for (const line of lines) {
      const depth = line.search(/\S/) / 2
      const [name = '', type = '', versions = '', nullable = 'none'] = line.trim().split(' ')
      const fields: Described[] = []
      const field = { name, type, versions: range(versions), nullable: range(nullable), fields }
      open[depth - 1]?.push(field)
      open[depth] = fields
    }
    return { api, kind: kind as 'Request' | 'Response', flexible: range(flexible), fields: top }
  })
}

/** `0+`, `2-4`, `3` or `none`. */
function range(versions: string): Versions {
  const [, from, rest = ''] = /^(\d+)(\+|-\d+)?$/.exec(versions) ?? []
  if (from === undefined) return { from: 0, to: -1 }
  if (rest === '') return { from: Number(from), to: Number(from) }
  return { from: Number(from), to: rest === '+' ? Number.POSITIVE_INFINITY : -Number(rest) }
}

function isIn(version: number, { from, to }: Versions): boolean {
  return version >= from && version <= to
}

/** The body of the message in that version; lists have `items` items, and what may be null is. */
export function kafkaBytes(
  { api, kind, flexible, fields }: KafkaMessage,
  version: number,
  choice: Choice,
  { items, nulls }: { readonly items: number; readonly nulls: boolean },
): Buffer {
  const writer = new Writer()
  const isFlexible = isIn(version, flexible)
  let serial = 0
  const length = (size: number, old: 'int16' | 'int32') => {
    if (isFlexible) writer.unsignedVarint(size + 1)
    else writer[old](size)
  }
  const writeText = (text: string) => {
    length(Buffer.byteLength(text), 'int16')
    writer.raw(Buffer.from(text))
  }
  const writeOne = (type: string, chosen: ReturnType<Choice>, of: readonly Described[]) => {
    serial++
    const number = typeof chosen === 'number' ? chosen : serial
    switch (type) {
      case 'bool':
        return writer.boolean(typeof chosen === 'boolean' ? chosen : serial % 2 === 0)
      case 'int8':
        return writer.int8(typeof chosen === 'number' ? chosen : serial % 100)
      case 'int16':
      case 'int32':
      case 'int64':
        return writer[type](number)
      case 'string':
        return writeText(typeof chosen === 'string' ? chosen : `text ${serial}`)
      case 'bytes':
      case 'records':
        length(3, 'int32')
        return writer.raw(Buffer.from([serial, serial >> 8, 7]))
      case '[]':
        return writeStruct(of)
      default:
        throw new Error(`${api} ${kind} has a ${type}`)
    }
  }
  const writeField = ({ name, type, nullable, fields: of }: Described) => {
    const chosen = choice(`${api}${kind}.${name}`, version)
    const isNull = nulls && isIn(version, nullable)
    if (isNull || (chosen === 'empty' && isIn(version, nullable))) {
      length(-1, type === 'string' ? 'int16' : 'int32')
    } else if (type.startsWith('[]')) {
      const count = chosen === 'empty' ? 0 : items
      length(count, 'int32')
      for (let i = 0; i < count; i++) writeOne(type === '[]' ? type : type.slice(2), null, of)
    } else writeOne(type, chosen === 'empty' ? '' : chosen, of)
  }
  const writeStruct = (of: readonly Described[]) => {
    for (const field of of) if (isIn(version, field.versions)) writeField(field)
    if (isFlexible) writer.tags()
  }
  writeStruct(fields)
  return Buffer.from(writer.finish())
}
