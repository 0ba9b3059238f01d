/** What is asked by which path, and what is answered. */
import { until } from '../clock.ts'
import { momentName } from '../moments/moment.ts'
import { plannedOf } from '../moments/planned-name.ts'
import type { ArmedFault } from './armed-faults.ts'
import type { Control } from './control.ts'
import { type Body, durationOf, numberOf, requiredText, requireKeys, textOf } from './read-body.ts'
import { Refusal } from './refusal.ts'
import type { TestProcess } from './test-process.ts'

/** A request, read. */
export interface Asked {
  readonly control: Control
  /** What the path names: a process, the number of a fault; '': nothing. */
  readonly name: string
  readonly query: Body
  readonly body: Body
}

/** One thing that can be asked. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: RegExp
  /** What may stand in the query, and in the body. */
  readonly query?: readonly string[]
  readonly body?: readonly string[]
  readonly answer: (asked: Asked) => Body | Promise<Body>
}

const recordsMax = 10_000
const usualWaitMs = 10_000

export const routes: readonly Route[] = [
  {
    method: 'POST',
    path: /^\/processes$/,
    body: ['replaces'],
    answer: async ({ control, body }) => {
      return processView(await control.start(textOf(body, 'replaces')))
    },
  },
  {
    method: 'GET',
    path: /^\/processes$/,
    answer: ({ control }) => ({ processes: control.session.processes.map(processView) }),
  },
  {
    method: 'DELETE',
    path: /^\/processes\/([A-Z]\d*)$/,
    answer: async ({ control: { session }, name }) => {
      await session.stopped(name)
      return processView(session.named(name))
    },
  },
  {
    method: 'POST',
    path: /^\/processes\/([A-Z]\d*)\/crash$/,
    answer: async ({ control: { session }, name }) => {
      await session.crashed(name)
      return processView(session.named(name))
    },
  },
  {
    method: 'POST',
    path: /^\/faults$/,
    body: ['at'],
    answer: ({ control: { session }, body }) => {
      const planned = plannedOf(requiredText(body, 'at', 'crash@A.commit.2.applied'))
      if (typeof planned === 'string') throw new Refusal(400, planned)
      return faultView(session.arm(planned))
    },
  },
  {
    method: 'GET',
    path: /^\/faults$/,
    answer: ({ control }) => ({ faults: control.session.faults.all.map(faultView) }),
  },
  {
    method: 'GET',
    path: /^\/faults\/(\d{1,6})$/,
    query: ['wait'],
    answer: async ({ control: { session }, name, query }) => {
      const fault = session.faults.find(Number(name))
      await until(() => fault.status !== 'armed', durationOf(query, 'wait'))
      return faultView(fault)
    },
  },
  {
    method: 'POST',
    path: /^\/faults\/(\d{1,6})\/done$/,
    answer: async ({ control: { session }, name }) => {
      const fault = session.faults.find(Number(name))
      await session.faults.done(fault)
      return faultView(fault)
    },
  },
  {
    method: 'POST',
    path: /^\/records$/,
    body: ['count', 'value', 'values', 'partition'],
    answer: ({ control, body }) => {
      const partition = numberOf(body, 'partition', 0, control.partitions - 1)
      return { records: control.session.produce(valuesOf(body), partition ?? undefined) }
    },
  },
  {
    method: 'POST',
    path: /^\/effects$/,
    body: ['process', 'record'],
    answer: ({ control: { session }, body }) => {
      const process = requiredText(body, 'process', 'A')
      const struck = session.tookEffect(process, requiredText(body, 'record', 'orders-0@7'))
      return { struck: struck.map(({ id }) => id) }
    },
  },
  {
    method: 'GET',
    path: /^\/history$/,
    answer: ({ control: { session } }) => ({ events: session.events }),
  },
  {
    method: 'GET',
    path: /^\/moments$/,
    answer: ({ control: { session } }) => ({ moments: session.moments.map(momentName) }),
  },
  {
    method: 'GET',
    path: /^\/verdict$/,
    query: ['wait', 'claims'],
    answer: async ({ control, query }) => {
      const { session } = control
      const isSaid = textOf(query, 'wait') !== null
      const run = await session.run(isSaid ? durationOf(query, 'wait') : usualWaitMs)
      return control.judge(run, textOf(query, 'claims'))
    },
  },
  {
    method: 'POST',
    path: /^\/hurry$/,
    query: ['wait'],
    body: ['within'],
    answer: async ({ control: { session }, query, body }) => {
      const { waits } = session
      const withinMs = durationOf(body, 'within')
      const waitMs = durationOf(query, 'wait')
      // Who waits for the group waits for all of it.
      if (waitMs === 0 || withinMs > 0) waits.hurry(withinMs)
      const stable = await waits.stable(waitMs)
      return { stable, ...waits.group }
    },
  },
  {
    method: 'POST',
    path: /^\/reset$/,
    answer: async ({ control }) => {
      await control.reset()
      return {}
    },
  },
]

function processView({ name, bootstrap, status }: TestProcess): Body {
  return { name, bootstrap, status }
}

function faultView({ id, at, status }: ArmedFault): Body {
  return { id, at, status }
}

/** `values`, or `count` times the one `value`; undefined: what all records hold. */
function valuesOf(body: Body): readonly (string | undefined)[] {
  const { values } = body
  if (values === undefined) {
    const count = numberOf(body, 'count', 1, recordsMax)
    if (count === null) throw new Refusal(400, '"count" is missing, or "values"')
    return Array.from({ length: count }, () => textOf(body, 'value') ?? undefined)
  }
  requireKeys(body, ['values', 'partition'])
  const isTexts = Array.isArray(values) && values.every((value) => typeof value === 'string')
  if (!isTexts || values.length === 0 || values.length > recordsMax) {
    throw new Refusal(400, `"values" takes from 1 to ${recordsMax} texts`)
  }
  return values
}
