/** `npm run bench`: how fast; with `--truth`: how much of what is known to be broken is shown. */
import { Command } from 'commander'
import { UsageError } from '../cli/usage-error.ts'
import { measureFigures } from './figures.ts'
import { addTruthOptions, type TruthOptions } from './truth/options.ts'

const program = new Command('npm run bench --').option('--json <file>', 'write what is measured')
addTruthOptions(program)
program.parse()
const options = program.opts<TruthOptions & { readonly json?: string; readonly truth?: boolean }>()
try {
  if (options.truth !== true) await measureFigures(options.json)
  else await (await import('./truth/measure.ts')).measureTruth(options)
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  console.error(error.message)
  process.exitCode = 2
}
