/** The one consumer group of every run. */
export const groupId = 'ackurate'
