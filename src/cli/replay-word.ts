/** The replay line must name the file, not the name that the strategy has inside it. */

/** The line with the word by which the user asked for the strategy, quoted for a shell. */
export function replayWithWord(replay: string, name: string, word: string): string {
  const shellWord = /^[\w@%+=:,./#-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
  return replay.replace(`ackurate replay ${name} `, () => `ackurate replay ${shellWord} `)
}
