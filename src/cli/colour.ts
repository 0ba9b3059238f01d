/** Colours for a screen, laid over finished text so that the text itself stays plain. */
import picocolors from 'picocolors'
import type { Terminal } from './terminal.ts'

/** The text with its signs coloured, where the terminal takes colours. */
export function paint(text: string, terminal: Terminal): string {
  if (!terminal.colour) return text
  const { green, yellow, red, bold, cyan } = picocolors.createColors(true)
  const signs: Readonly<Record<string, string>> = {
    '✓': green('✓'),
    '✗': yellow('✗'),
    '✖': bold(red('✖')),
    '← fault': red('← fault'),
  }
  return text
    .replace(/✓|✗|✖|← fault/g, (sign) => signs[sign] ?? sign)
    .replace(/^( {2}replay: )(.*)$/gm, (_, label: string, line: string) => label + cyan(line))
}
