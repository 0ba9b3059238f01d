/** A kafkajs service as a user's module exports it: its start function and what it claims. */
import { basename, extname } from 'node:path'
import { faultNames } from '../../model/faults/names.ts'
import type { KafkajsStrategy } from '../../strategies/kafkajs/service.ts'
import type { Claim } from '../../strategies/strategy.ts'
import { quoted, UsageError } from '../usage-error.ts'
import { checkStalls } from './stalls-export.ts'

const claims: readonly Claim[] = ['at-least-once', 'at-most-once', 'exactly-once']

/** Checks what the module says of its service besides how it starts. */
export function checkService(
  exports: Readonly<Record<string, unknown>>,
  file: string,
  path: string,
): KafkajsStrategy {
  const { claims: claim = 'at-least-once', survives, stalls } = exports
  if (!claims.includes(claim as Claim)) {
    throw new UsageError(
      `${path} claims ${quoted(String(claim))}; export const claims must be ${claims.join(', ')}`,
    )
  }
  const faults: readonly unknown[] = faultNames
  if (
    survives !== undefined &&
    !(Array.isArray(survives) && survives.every((f) => faults.includes(f)))
  ) {
    throw new UsageError(`${path} exports survives, which must be a list of faults`)
  }
  const checked = checkStalls(stalls, path)
  const facts = {
    ...{ name: basename(file, extname(file)), claims: claim as Claim, service: file },
    ...(checked === undefined ? {} : { stalls: checked }),
  }
  return survives === undefined
    ? facts
    : { ...facts, survives: survives as NonNullable<KafkajsStrategy['survives']> }
}
