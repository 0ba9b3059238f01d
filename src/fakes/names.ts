/** The packages that there are ready fakes for, and the export of `ackurate/fakes` for each. */
export const readyFakes = {
  pg: 'pg',
  mysql2: 'mysql2',
  'mysql2/promise': 'mysql2',
  mongodb: 'mongodb',
  redis: 'redis',
  ioredis: 'ioredis',
  nodemailer: 'nodemailer',
  '@prisma/client': 'prisma',
  typeorm: 'typeorm',
} as const
