/** What the events of a saved story must look like, so that it can be told. */
import { faultNames } from '../../model/faults/names.ts'
import { eventKinds } from '../../report/story/sentence.ts'
import {
  count,
  listOf,
  number,
  objectOf,
  oneOf,
  optional,
  orNull,
  type Shape,
  text,
  upTo,
  yesOrNo,
} from './shape.ts'

const fault = oneOf(faultNames)
/** Higher ones are drawn in no run, and a diagram has a place for each below. */
const partition = upTo(999)

const anyEvent = objectOf({
  kind: oneOf(eventKinds),
  time: number,
  member: optional(orNull(text)),
  replaces: optional(orNull(text)),
  error: optional(text),
  message: optional(text),
  line: optional(text),
  generation: optional(number),
  topic: optional(text),
  partition: optional(partition),
  offset: optional(orNull(number)),
  offsets: optional(listOf(count)),
  aborted: optional(yesOrNo),
  reason: optional(text),
  transaction: optional(orNull(number)),
  commit: optional(number),
  source: optional(text),
  previous: optional(orNull(number)),
  of: optional(text),
  fault: optional(fault),
  detail: optional(text),
  with: optional(text),
  drained: optional(yesOrNo),
})

/** What its kind cannot do without. */
const ofKind: Readonly<Record<string, Shape>> = {
  polled: objectOf({ member: text, topic: text, partition, offsets: listOf(count) }),
  'commit-requested': objectOf({ topic: text, partition, source: text }),
  fault: objectOf({ fault }),
}

/** One event. */
export const event: Shape = (value, at) => {
  const wrong = anyEvent(value, at)
  if (wrong !== null) return wrong
  return ofKind[(value as { readonly kind: string }).kind]?.(value, at) ?? null
}
