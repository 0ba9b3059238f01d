/** Fakes of `@prisma/client` and `typeorm`. */
import { type Answer, type Fake, withMethods } from './answer.ts'

/** A call of a model's method: `prisma.invoice.create({ … })`. */
export interface ModelCall {
  readonly model: string
  readonly method: string
  readonly args: readonly unknown[]
}

type Work = (client: unknown) => unknown

/** Methods whose empty answer is a list. */
const isMany = (method: string) =>
  /^(?:findMany|find|findBy|query|groupBy|\$queryRaw)$/.test(method)

async function orEmpty(method: string, given: unknown): Promise<unknown> {
  return (await given) ?? (isMany(method) ? [] : null)
}

/** `@prisma/client`: `PrismaClient`. `$executeRaw` and `$queryRaw` are calls of the model ''. */
export function prisma(answer: Answer<ModelCall>): Fake {
  return (service) => {
    const call =
      (model: string, method: string) =>
      (...args: unknown[]) =>
        orEmpty(method, answer({ model, method, args }, service))
    const nothing = async () => {}
    const own = {
      ...{ $connect: nothing, $disconnect: nothing, $on() {}, $use() {} },
      $extends: () => client,
      $transaction: async (work: Work | readonly unknown[]) =>
        typeof work === 'function' ? await work(client) : await Promise.all(work),
    }
    const client: object = withMethods(own, (model) =>
      model.startsWith('$') ? call('', model) : withMethods({}, (method) => call(model, method)),
    )
    function PrismaClient() {
      return client
    }
    class PrismaClientKnownRequestError extends Error {}
    return { PrismaClient, Prisma: { PrismaClientKnownRequestError } }
  }
}

/** A call of a repository's method, or of the entity manager's. */
export interface EntityCall {
  /** The name of its class; '' where the manager was told none. */
  readonly entity: string
  readonly method: string
  readonly args: readonly unknown[]
}

function nameOf(entity: unknown): string {
  if (typeof entity === 'function') return entity.name
  return typeof entity === 'string' ? entity : ''
}

/** `typeorm`: `DataSource`, repositories, the manager; decorators decorate nothing. */
export function typeorm(answer: Answer<EntityCall>): Fake {
  return (service) => {
    const ask = (entity: string, method: string, args: readonly unknown[]) =>
      orEmpty(method, answer({ entity, method, args }, service))
    const repository = (entity: unknown): object =>
      withMethods(
        { target: entity, create: made, merge: Object.assign },
        (method) =>
          (...args: unknown[]) =>
            ask(nameOf(entity), method, args),
      )
    const transaction = async (...args: readonly unknown[]) => await (args.at(-1) as Work)(manager)
    const manager: object = withMethods(
      { getRepository: repository, withRepository: repository, transaction },
      (method) =>
        (...args: unknown[]) =>
          ask(nameOf(args[0]), method, args),
    )
    const runner = {
      ...{ manager, async connect() {}, async startTransaction() {}, async release() {} },
      ...{ async commitTransaction() {}, async rollbackTransaction() {} },
    }
    class DataSource {
      isInitialized = true
      manager = manager
      getRepository = repository
      transaction = transaction
      createQueryRunner = () => runner
      async initialize() {
        return this
      }
      async destroy() {}
      async query(...args: unknown[]) {
        return await ask('', 'query', args)
      }
    }
    const operator = (...args: unknown[]) => args[0]
    const decorator = () => () => {}
    // In and Not make values, Entity and Column decorate; the rest of the names decorate, too.
    const operators = { In: operator, Not: operator, LessThan: operator, MoreThan: operator }
    return withMethods(
      { DataSource, Repository: class {}, EntityManager: class {}, ...operators },
      (name) => (name === '__esModule' || name === 'default' ? undefined : decorator),
    )
  }
}

function made(...given: readonly unknown[]): unknown {
  return given.length === 0 ? {} : given[0]
}
