/** Modules of the sources as another process imports them: bundled, as those of the package. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'

const root = join(import.meta.dirname, '..')

/** Where they are, until they are removed. */
export interface BundledModules {
  /** The URL of a module, such as `model/scenario`. */
  readonly url: (module: string) => string
  readonly remove: () => void
}

/** Bundles them into a folder inside the checkout, whose packages they find. */
export function bundleModules(modules: readonly string[]): BundledModules {
  mkdirSync(join(root, '.build'), { recursive: true })
  const folder = mkdtempSync(join(root, '.build', 'test-'))
  execFileSync(process.execPath, [join(root, 'scripts/bundle.js'), folder, ...modules])
  return {
    url: (module) => pathToFileURL(join(folder, `${basename(module)}.js`)).href,
    remove: () => rmSync(folder, { recursive: true }),
  }
}
