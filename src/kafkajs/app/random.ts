/** What `Math.random` draws from inside a simulated process: a stream per run and process. */
import seedrandom from 'seedrandom'

/** Numbers in [0, 1) that depend on the seed and the process alone. */
export function generator(seed: number, index: number): () => number {
  return seedrandom.alea(`${seed}/${index}`)
}
