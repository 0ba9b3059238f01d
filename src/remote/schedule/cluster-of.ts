/** The cluster that a program meets: simulated, or real brokers with us between. */
import { UpstreamCluster, type UpstreamContents } from '../upstream/upstream-cluster.ts'
import { SimulatedCluster } from '../watching/simulated-cluster.ts'
import type { WatchedCluster } from '../watching/watched-cluster.ts'
import type { RemoteProgram } from './plan.ts'

/** The cluster of one run. */
export function clusterOf(
  program: RemoteProgram,
  ears: Pick<UpstreamContents, 'emit' | 'failed' | 'refused'>,
): WatchedCluster {
  const { upstream, effects } = program
  const otherTopics = effects.flatMap((one) => (one.kind === 'topic' ? [one.topic] : []))
  const contents = { ...program, ...ears, otherTopics }
  return upstream === null
    ? new SimulatedCluster(contents)
    : new UpstreamCluster({ ...contents, upstream })
}
