/**
 * Paths: the choices of a run as text, to be pasted.
 *
 * Choices are joined by dots, and `0x17` stands for seventeen zeros in a row. What follows the last
 * choice other than 0 is left out, for beyond its end a replay chooses 0 anyway.
 */

/** A path that cannot be read; the message says where and what was expected. */
export class PathSyntaxError extends Error {
  override readonly name = 'PathSyntaxError'
}

/** The shortest run of zeros that is written as `0xN`. */
const zerosMin = 4
/** No run asks more; a longer path is a slip of the pen and must not exhaust the memory. */
const lengthMax = 1_000_000

/** The path of some choices; `0` when all of them are 0. */
export function formatPath(choices: readonly number[]): string {
  const parts: string[] = []
  const end = choices.findLastIndex((choice) => choice !== 0) + 1
  for (let at = 0; at < end; ) {
    let zeros = 0
    while (choices[at + zeros] === 0) zeros++
    if (zeros === 0) parts.push(String(choices[at++]))
    else if (zeros < zerosMin) parts.push(...new Array<string>(zeros).fill('0'))
    else parts.push(`0x${zeros}`)
    at += zeros
  }
  return parts.length === 0 ? '0' : parts.join('.')
}

/** The choices of a path, without trailing zeros. Throws {@link PathSyntaxError}. */
export function parsePath(path: string): number[] {
  const choices: number[] = []
  let at = 1
  for (const part of path.trim().split('.')) {
    const match = /^(?:(\d{1,9})|0x(\d{1,9}))$/.exec(part)
    if (match === null) throw new PathSyntaxError(complaint(part, at))
    const zeros = match[2] === undefined ? 0 : Number(match[2])
    if (choices.length + zeros >= lengthMax) {
      throw new PathSyntaxError(`path is longer than ${lengthMax} choices`)
    }
    if (match[1] !== undefined) choices.push(Number(match[1]))
    for (let i = 0; i < zeros; i++) choices.push(0)
    at += part.length + 1
  }
  choices.length = choices.findLastIndex((choice) => choice !== 0) + 1
  return choices
}

function complaint(part: string, at: number): string {
  const found = part === '' ? 'nothing' : `"${part.length > 20 ? `${part.slice(0, 20)}...` : part}"`
  return (
    `path has ${found} at character ${at}; expected whole numbers joined by dots, ` +
    'such as 0.0.1 or 0x17.1 (seventeen zeros, then 1)'
  )
}
