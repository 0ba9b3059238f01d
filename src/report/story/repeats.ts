/** A member that does the very same again and again: reported twice, then counted. */
import { fromAll, type Line, plain } from './line.ts'

/** Longer than these nothing repeats to the letter. */
const roundMax = 8
/** Fewer lines than these are reported in full. */
const savedMin = 3

function isSame(lines: readonly Line[], at: number, next: number, length: number): boolean {
  for (let step = 0; step < length; step += 1) {
    const [one, other] = [lines[at + step], lines[next + step]]
    if (one === undefined || other === undefined) return false
    if (one.who !== other.who || one.text !== other.text || one.note !== other.note) return false
  }
  return true
}

interface Repeats {
  readonly length: number
  /** Beside the first two. */
  readonly more: number
}

function repeatsAt(lines: readonly Line[], at: number): Repeats {
  let best: Repeats = { length: 1, more: 0 }
  for (let length = 1; length <= roundMax; length += 1) {
    let count = 1
    while (isSame(lines, at, at + count * length, length)) count += 1
    const more = count - 2
    if (more > 0 && length * more > best.length * best.more) best = { length, more }
  }
  return best.length * best.more >= savedMin ? best : { length: 1, more: 0 }
}

/** The lines with their repetitions counted. */
export function countRepeats(lines: readonly Line[]): readonly Line[] {
  const result: Line[] = []
  for (let at = 0; at < lines.length; ) {
    const { length, more } = repeatsAt(lines, at)
    const shown = more === 0 ? 1 : 2 * length
    result.push(...lines.slice(at, at + shown))
    if (more > 0) {
      const text = more === 1 ? 'and once more' : `and ${more} times more`
      const counted = lines.slice(at + shown, at + shown + length * more)
      result.push(plain({ who: '', text, note: '' }, fromAll(counted)))
    }
    at += shown + length * more
  }
  return result
}
