/** Words in braces that a user may put into what a run is given. */
import { basename } from 'node:path'

/** `{name}` becomes what `words` has of that name; other braces stay as they are. */
export function fillWords(text: string, words: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (all, word: string) => words[word] ?? all)
}

/**
 * What `{run}` stands for: a name for databases, schemas and the like, of small letters, digits
 * and underscores, that no other run has; `dir` is the run's own folder.
 */
export function runNameOf(dir: string): string {
  return basename(dir)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
}
