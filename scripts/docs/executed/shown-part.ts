/** Which part of a command's output a page shows. */

const shown: Readonly<Record<string, RegExp>> = {
  /** All of it. */
  output: /^[\s\S]+$/,
  /** The signs: one row per fault. */
  verdict: /^[^\n]+ claims [\s\S]*?(?=\n\n✓ proved)/m,
  /** The first story, from what broke to how to replay it. */
  story: /^\S+ breaks [\s\S]*?\n {2}replay: [^\n]+$/m,
  /** What has changed since a baseline, without its stories. */
  changes: /^Compared with the baseline[\s\S]*?(?=\n\n\S+ breaks )/m,
  /** What an exhaustive search concludes. */
  conclusion: /^ {2}(?:Every schedule|Not decided|Broken:)[^\n]*$/m,
  /** Why a cell is vacuous or undecided. */
  reason: /^ {2}(?:vacuous|unknown): [^\n]*$/m,
  /** What a run costs on average. */
  costs: /^Per run that produces all records, mean[\s\S]*?(?=\n\n\d+ faults? struck)/m,
}

/** Whether a `text` fence with that info shows an output. */
export function showsOutput(info: string): boolean {
  return Object.hasOwn(shown, info)
}

/** The part, ending with a line break; throws where the output has none. */
export function shownPart(info: string, output: string): string {
  const [part] = shown[info]?.exec(output.trim()) ?? []
  if (part === undefined) throw new Error(`no ${info} in the output\n${output}`)
  return `${part}\n`
}
