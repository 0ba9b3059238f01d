/** The events of processes and their consumers, as hand-written histories have them. */
import type { HistoryEvent } from '../../src/model/history.ts'

const time = 0
const generation = 1

export const stopped = (member: string): HistoryEvent => ({ kind: 'stopped', time, member })
export const died = (member: string, error: string): HistoryEvent => ({
  kind: 'died',
  time,
  member,
  error,
  message: '',
})
export const joined = (member: string): HistoryEvent => ({
  kind: 'joined',
  time,
  member,
  generation,
})
export const consumerCrashed = (member: string, restart: boolean, consumer = 0): HistoryEvent => ({
  kind: 'consumer-crashed',
  time,
  member,
  generation,
  consumer,
  error: 'KafkaJSProtocolError (ILLEGAL_GENERATION)',
  restart,
})
export const consumerReplaced = (member: string, consumer = 0): HistoryEvent => ({
  kind: 'consumer-replaced',
  time,
  member,
  generation,
  consumer,
})
export const givenUp = (member: string): HistoryEvent => ({ kind: 'given-up', time, member })
