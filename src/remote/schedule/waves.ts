/** The records of a run, which come in waves: there is work left when something goes wrong. */
import type { WatchedCluster } from '../watching/watched-cluster.ts'
import type { RemoteProgram } from './plan.ts'

const waves = 4

export class Waves {
  readonly #program: RemoteProgram
  #produced = 0

  constructor(program: RemoteProgram) {
    this.#program = program
  }

  /** Whether there is another one. */
  get isMore(): boolean {
    return this.#produced < this.#program.records
  }

  /** The next one, evenly over the partitions. */
  produceNext(cluster: WatchedCluster): void {
    const { records, partitions } = this.#program
    const size = Math.min(Math.max(1, Math.ceil(records / waves)), records - this.#produced)
    cluster.produce(Array.from({ length: size }, () => this.#produced++ % partitions))
  }
}
