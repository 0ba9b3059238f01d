/** Breaks text into lines of at most so many characters, between words where it can. */

/** A word that is longer than a line, in pieces. */
function pieces(word: string, most: number): readonly string[] {
  const characters = [...word]
  const parts: string[] = []
  for (let at = 0; at < characters.length; at += most) {
    parts.push(characters.slice(at, at + most).join(''))
  }
  return parts
}

/** The lines; none for an empty text. `most` counts characters and is at least 1. */
export function wrap(text: string, most: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    for (const piece of pieces(word, Math.max(1, most))) {
      if (line === '') line = piece
      else if (line.length + 1 + piece.length <= most) line = `${line} ${piece}`
      else {
        lines.push(line)
        line = piece
      }
    }
  }
  return line === '' ? lines : [...lines, line]
}
