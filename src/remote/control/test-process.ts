/**
 * A process that a test names: its ports, and how it fares. The test starts what connects to them,
 * and ends it; in one process of an operating system there may be several.
 */
import { leaveSlot } from '../../model/instance/ending.ts'
import type { Instance } from '../../model/instance/instance.ts'
import { addressesText } from '../address-text.ts'
import type { Access, WatchedCluster } from '../watching/watched-cluster.ts'

/** As a test is told: a paused process is alive. */
export type ProcessStatus = 'running' | 'paused' | 'stopping' | 'stopped' | 'crashed'

export class TestProcess {
  readonly instance: Instance
  readonly access: Access
  readonly #cluster: WatchedCluster
  readonly #ended: () => void
  /** It has asked to join the group. */
  hasJoined = false

  /** `ended`: it has, however. */
  constructor(cluster: WatchedCluster, instance: Instance, access: Access, ended: () => void) {
    this.#cluster = cluster
    this.#ended = ended
    this.instance = instance
    this.access = access
  }

  get name(): string {
    return this.instance.name
  }

  get status(): ProcessStatus {
    const { status, stopping } = this.instance
    if (status === 'frozen') return 'paused'
    if (status === 'live') return stopping ? 'stopping' : 'running'
    return status === 'stopped' ? 'stopped' : 'crashed'
  }

  /** What it is told of the brokers: `bootstrap.servers`. */
  get bootstrap(): string {
    return addressesText(this.access.addresses)
  }

  get isAlive(): boolean {
    return this.instance.status === 'live' || this.instance.status === 'frozen'
  }

  /**
   * Whatever it sends from now on never counts, and whatever it waits for never comes: it stands
   * still until its test has ended it.
   */
  crash(): void {
    this.access.hold()
    leaveSlot(this.#cluster.world, this.instance, 'crashed', 0)
    this.#ended()
  }

  /** It is asked to stop, and goes on meanwhile. */
  beginStop(): void {
    const { world } = this.#cluster
    this.instance.stopping = true
    world.emit({ kind: 'stopping', time: world.now, member: this.name })
  }

  async stopped(): Promise<void> {
    const { world } = this.#cluster
    world.emit({ kind: 'stopped', time: world.now, member: this.name })
    leaveSlot(world, this.instance, 'stopped', 0)
    this.#ended()
    await this.access.close()
  }

  pause(): void {
    this.instance.status = 'frozen'
    this.access.hold()
  }

  resume(): void {
    if (this.instance.status !== 'frozen') return
    this.instance.status = 'live'
    this.access.release()
  }
}
