/** The repository that a project's folder is in. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** From the folder up to the one with `.git`; only the folder where none has it. */
function foldersUp(folder: string): readonly string[] {
  const up: string[] = []
  for (let at = folder; ; at = dirname(at)) {
    up.push(at)
    if (existsSync(join(at, '.git'))) return up
    if (dirname(at) === at) return [folder]
  }
}

/** CI reads workflows at the root of a repository only. */
export function isBelowRepository(folder: string): boolean {
  return foldersUp(folder).length > 1
}

/** Whether it has workflows or a remote at GitHub. */
export function usesGitHub(folder: string): boolean {
  return foldersUp(folder).some(
    (one) => existsSync(join(one, '.github')) || /\burl\s*=.*github/i.test(gitConfig(one)),
  )
}

function gitConfig(folder: string): string {
  const file = join(folder, '.git', 'config')
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}
