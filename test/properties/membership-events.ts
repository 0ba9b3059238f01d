/** Events of hand-written histories about who is in the group. */
import type { HistoryEvent } from '../../src/model/history.ts'

const time = 0

export const comesUp = (member: string): HistoryEvent => ({
  kind: 'started',
  time,
  member,
  replaces: null,
})
export const subscribes = (member: string, ...topics: string[]): HistoryEvent => ({
  kind: 'subscribed',
  time,
  member,
  topics,
})
export const joins = (member: string, number: number): HistoryEvent => ({
  kind: 'joined',
  time,
  member,
  generation: number,
})
export const restarts = (member: string, error: string): HistoryEvent => ({
  kind: 'consumer-crashed',
  consumer: 0,
  time,
  member,
  generation: 1,
  error,
  restart: true,
})
