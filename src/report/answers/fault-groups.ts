/** Faults by how a reader meets them: every day, when brokers change, or as a disaster. */

/** `disaster`: the cluster throws records or committed offsets away. */
export type FaultGroup = 'every day' | 'broker' | 'disaster'

/** In the order in which tables show them. */
export const faultGroups: readonly FaultGroup[] = ['every day', 'broker', 'disaster']
