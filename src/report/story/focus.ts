/** What a story is about: the first thing that went wrong for good, and the partition it hit. */
import type { Counterexample } from '../../search/verdicts/verdict.ts'

type Witness = Counterexample['witnesses'][number]

/** The part of a counterexample that its story tells. */
export interface Focus {
  /** Null: the witness names no partition, so that every partition may matter. */
  readonly place: { readonly topic: string; readonly partition: number } | null
  /** Records that the shown witnesses name. */
  readonly offsets: ReadonlySet<number>
  /** The number of the last event to tell. */
  readonly last: number
  /** The witnesses to show, at most four, and how many more there are. */
  readonly shown: readonly Witness[]
  readonly more: number
}

/** One witness is enough to understand; a few more show the extent. */
const witnessesMax = 4

function earliest(witnesses: readonly Witness[]): Witness | undefined {
  let found: Witness | undefined
  for (const witness of witnesses) {
    if (found === undefined || witness.at < found.at) found = witness
  }
  return found
}

/** Finds it: the earliest witness that names a partition, else the earliest of all. */
export function focusOf({ witnesses, events }: Counterexample): Focus {
  const placed = witnesses.filter((witness) => witness.topic !== null)
  const main = earliest(placed) ?? earliest(witnesses)
  const same = witnesses.filter(
    (witness) =>
      witness.topic === null ||
      (witness.partition === main?.partition && witness.at <= (main?.at ?? 0)),
  )
  const others = same.filter((witness) => witness !== main)
  const shown = (main === undefined ? others : [main, ...others]).slice(0, witnessesMax)
  const { topic, partition } = main ?? { topic: null, partition: -1 }
  const named = shown.filter((witness) => witness.topic !== null)
  return {
    place: topic === null ? null : { topic, partition },
    offsets: new Set(named.flatMap((witness) => witness.offsets)),
    last: Math.min(main?.at ?? events.length, events.length - 1),
    shown,
    more: witnesses.length - shown.length,
  }
}
