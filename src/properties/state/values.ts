/** Fields of one value: a number, a flag, a member, and what is of use during an event only. */
import type { Names } from './asked.ts'
import type { Field } from './field.ts'
import { type Hash, hashNumber } from './hash.ts'

type Plain = number | boolean | string | null

function plain<Value extends Plain>(
  initial: Value,
  hash: Field<Value, Value>['hash'],
): Field<Value, Value> {
  const start = () => initial
  const same = (value: Value) => value
  return { fresh: start, save: same, restore: same, hash, kind: 'plain' }
}

/** A whole number of at most 32 bits. */
export function number(initial: number): Field<number, number> {
  return plain<number>(initial, (saved, _, into) => {
    hashNumber(into, saved)
    return saved !== initial
  })
}

/** True or false. */
export function flag(initial: boolean): Field<boolean, boolean> {
  return plain<boolean>(initial, (saved, _, into) => {
    hashNumber(into, saved ? 1 : 0)
    return saved !== initial
  })
}

/** A member's name; null: nobody so far. */
export function member(): Field<string | null, string | null> {
  return {
    ...plain<string | null>(null, (saved) => saved !== null),
    hashNames: (saved: string | null, names: Names, into: Hash) =>
      hashNumber(into, saved === null ? -2 : names.member(saved)),
  }
}

/** A generation of the group; 0: none. */
export function generation(): Field<number, number> {
  return {
    ...plain<number>(0, (saved) => saved !== 0),
    hashNames: (saved: number, names: Names, into: Hash) =>
      hashNumber(into, saved === 0 ? 0 : names.generation(saved)),
  }
}

/** What handlers pass on during an event, to one another or to their readers: never saved. */
export function scratch<Value>(fresh: () => Value): Field<Value> {
  return {
    fresh,
    save: () => undefined,
    restore: (_, into) => into,
    hash: () => false,
    kind: 'scratch',
  }
}
