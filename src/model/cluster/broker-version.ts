import type { Cluster } from './cluster.ts'

/** Whether the brokers are of 3.9, whose coordinator was replaced in 4.0. */
export function isBroker39({ settings }: Pick<Cluster, 'settings'>): boolean {
  return settings['broker.version'] === '3.9'
}
