/** Reads what `ackurate measure --json` wrote, for the curves of the page. */
import type { Measurement } from '../../search/timed/measurement.ts'
import { readJson } from '../read-json.ts'
import { listOf, number, objectOf, oneOf, orNull, type Shape, text } from '../review/shape.ts'
import { UsageError } from '../usage-error.ts'

const interval: Shape = (value, at) =>
  listOf(number)(value, at) ??
  (Array.isArray(value) && value.length === 2 ? null : `${at} must be two numbers`)
const figure = orNull(objectOf({ value: number, ci95: interval }))

/** What the page reads of it. */
const measurement = objectOf({
  schema: oneOf(['ackurate/measurement@1']),
  strategy: objectOf({ name: text }),
  profile: objectOf({ name: text }),
  sweep: orNull(text),
  points: listOf(
    objectOf({
      value: orNull(text),
      duplicates: figure,
      losses: figure,
      quiet: objectOf({ commits: figure, lagP99: figure }),
    }),
  ),
})

/** Reads them all; throws a UsageError that says which is wrong, and where. */
export function readMeasurements(files: readonly string[], folder: string): readonly Measurement[] {
  return files.map((file) => {
    const value = readJson(file, folder, '--measured: ')
    const wrong = measurement(value, '')
    if (wrong === null) return value as Measurement
    throw new UsageError(
      `--measured: ${file} is no measurement (what measure --json writes): ${wrong}`,
    )
  })
}
