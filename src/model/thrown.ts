/**
 * What a user's code threw, in words that can be shown anywhere: nothing in them can end a line,
 * steer a terminal, or be taken for a command of whoever reads the output, and looking at them
 * cannot throw.
 */

/** The name and the message of what was thrown. */
export interface Thrown {
  readonly name: string
  readonly message: string
}

/** Longer ones are cut. */
const lengthMax = 1000

/** Line breaks, controls, marks that turn the direction of writing, and halves of characters. */
const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu

/** The text on one line. */
export function plainText(text: string): string {
  const plain = text.replace(unsafe, ' ')
  return plain.length <= lengthMax ? plain : `${plain.slice(0, lengthMax)}…`
}

/** The same lines, in none of which anything steers what shows it. */
export function plainLines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(unsafe, ' '))
    .join('\n')
}

/** Whether the text can be shown anywhere as it is. */
export function isPlain(text: string): boolean {
  return text.search(unsafe) < 0
}

/** Tells anything that can be thrown. */
export function tellThrown(error: unknown): Thrown {
  try {
    if (error instanceof Error) {
      return { name: plainText(String(error.name)), message: plainText(String(error.message)) }
    }
    return { name: 'Error', message: plainText(String(error)) }
  } catch {
    return { name: 'Error', message: 'what was thrown cannot be told' }
  }
}
