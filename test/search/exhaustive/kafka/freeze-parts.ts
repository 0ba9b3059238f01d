import { ReplayedProgram } from '../../../../src/search/exhaustive/kafka/replayed-program.ts'

const frozen = new WeakSet<object>()

/** Freezes a state's parts all the way down, but for the programs, which move in a tree. */
export function freezeParts(value: unknown): void {
  if (typeof value !== 'object' || value === null || frozen.has(value)) return
  if (value instanceof ReplayedProgram) return
  frozen.add(value)
  Object.freeze(value)
  for (const part of Object.values(value)) freezeParts(part)
}
