/**
 * When a listener container commits: Spring's `ContainerProperties.AckMode`.
 *
 * Source: reference B.3; `ContainerProperties.AckMode`, `KafkaMessageListenerContainer`.
 */
export type AckMode =
  | 'RECORD'
  | 'BATCH'
  | 'TIME'
  | 'COUNT'
  | 'COUNT_TIME'
  | 'MANUAL'
  | 'MANUAL_IMMEDIATE'

/** Whether the number of acks since the last commit can be what triggers a commit. */
export function isCountAck(mode: AckMode): boolean {
  return mode === 'COUNT' || mode === 'COUNT_TIME'
}

/** Whether the time since the last commit can be what triggers a commit. */
export function isTimeAck(mode: AckMode): boolean {
  return mode === 'TIME' || mode === 'COUNT_TIME'
}

/** Whether the listener acknowledges by itself. */
export function isManualAck(mode: AckMode): boolean {
  return mode === 'MANUAL' || mode === 'MANUAL_IMMEDIATE'
}
