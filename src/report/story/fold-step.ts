/** A step of processing that stands alone: others came between it and the record's next one. */
import type { EventOf } from '../../model/history.ts'
import { type Line, stretched } from './line.ts'
import { recordsName } from './place.ts'
import { sentence, type Telling } from './sentence.ts'

/** A step that stands alone, as where handlers run side by side: `finishes orders-0@0..8`. */
export function foldStep(
  step: EventOf<'processing-started' | 'effect' | 'processing-done'>,
): readonly Line[] {
  const name = recordsName(step, [])
  const { text, ...rest } = sentence(step)
  const tell = (offsets: readonly number[]): Telling => ({
    ...rest,
    text: text.slice(0, text.lastIndexOf(name)) + recordsName(step, offsets),
  })
  const key = `${step.member} ${step.kind} ${name} ${rest.note}`
  return [stretched({ key, of: 'records', offsets: [step.offset], count: 1, tell })]
}
