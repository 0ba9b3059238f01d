/**
 * Writes the generated documentation, and runs the commands of the pages that show outputs.
 *
 * `npm run docs` does all; `npm run docs -- claims` only those executed pages whose path has the
 * word. A test fails when a page is not what this would write.
 */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createJiti } from 'jiti'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const jiti = createJiti(import.meta.url)
const { writeDocs } = await jiti.import('./docs/write-docs.ts')
for (const path of await writeDocs(root, process.argv[2] ?? '')) console.log(path)
