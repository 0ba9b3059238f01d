/**
 * `ackurate/fakes`: ready fakes of packages, for `export const fakes` of a module that starts a
 * kafkajs service. What a call means is the user's line:
 *
 *     pg: pg(({ text }, { process }) => (/^insert/i.test(text) ? process() : undefined))
 *
 * It is loaded into each simulated process, so that its promises are those of the service.
 */
export type { Answer, Fake } from './answer.ts'
export { type EntityCall, type ModelCall, prisma, typeorm } from './orm.ts'
export { type FetchAnswer, type FetchCall, fetch, type Mail, nodemailer } from './senders.ts'
export { mysql2, pg, type Query } from './sql.ts'
export { type CollectionCall, ioredis, mongodb, type RedisCall, redis } from './stores.ts'
