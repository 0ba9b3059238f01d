/**
 * Faults as they strike simulated processes. Those of brokers, logs and commit requests are the
 * model's own; those of processes and handlers do to a process what the model does to an instance.
 */
import { detailQuestion } from '../../model/choices.ts'
import type { Fault, Target } from '../../model/inject/fault.ts'
import { type Faults, modelFaults } from '../../model/inject/inject.ts'
import { changesCluster } from '../../model/network/message.ts'
import { remove } from '../../model/network/network.ts'
import type { App } from '../app/app.ts'
import type { HandlerTask } from '../app/handlers.ts'
import { kill } from './ending.ts'
import type { Simulation } from './simulation.ts'
import { askToStop, sessionTimeoutMs, startInNewSlot } from './supervisor.ts'

/** All faults, for the processes of this run. */
export function faultsOf(simulation: Simulation): Faults {
  return {
    ...modelFaults,
    crash: crash(simulation),
    shutdown: shutdown(simulation),
    join: join(simulation),
    pause: pause(simulation),
    'slow-handler': slowHandler(simulation),
    'handler-error': handlerError(simulation),
    'poison-record': poisonRecord(simulation),
    'store-failure': { name: 'store-failure', targets: () => [] },
    'offset-expiry': offsetExpiry(simulation),
  }
}

function running({ apps }: Simulation, frozenToo: boolean): App[] {
  return apps.filter(
    ({ instance: { status } }) => status === 'live' || (frozenToo && status === 'frozen'),
  )
}

/** The process is killed; what it wrote last may not have left it. */
function crash(simulation: Simulation): Fault {
  const { world } = simulation
  return {
    name: 'crash',
    targets: () =>
      running(simulation, true).map((app) => ({
        member: app.name,
        strike: (tell, choices) => {
          const written = world.messages.filter(
            (message) =>
              message.instance === app.instance.index &&
              message.status === 'sent' &&
              changesCluster(message),
          )
          const arrive = written.length - choices.choose(written.length + 1, detailQuestion)
          const lost = written.slice(arrive)
          tell(lost.length === 0 ? '' : `before its ${names(lost)} left it`)
          for (const message of lost) remove(world, message)
          kill(app)
        },
      })),
  }
}

function names(messages: readonly { readonly api: string }[]): string {
  return messages.map(({ api }) => api).join(' and ')
}

/** The process is asked to stop, as by a deploy. */
function shutdown(simulation: Simulation): Fault {
  return {
    name: 'shutdown',
    targets: () =>
      running(simulation, false)
        .filter(({ instance }) => !instance.stopping)
        .map((app) => ({
          member: app.name,
          strike: (tell) => {
            tell('')
            askToStop(app)
          },
        })),
  }
}

function join(simulation: Simulation): Fault {
  return {
    name: 'join',
    targets: () => [
      {
        member: null,
        strike: (tell) => {
          tell('')
          startInNewSlot(simulation)
        },
      },
    ],
  }
}

function pause(simulation: Simulation): Fault {
  return {
    name: 'pause',
    targets: () =>
      running(simulation, false).map((app) => ({
        member: app.name,
        strike: (tell) => {
          tell('')
          app.instance.status = 'frozen'
          app.instance.since = simulation.world.now
        },
      })),
  }
}

/** A handler takes half as long again as the session lasts. */
function slowHandler(simulation: Simulation): Fault {
  return {
    name: 'slow-handler',
    targets: () =>
      handling(simulation, 2, (app, task) => {
        task.due += 1.5 * sessionTimeoutMs(app)
      }),
  }
}

function handlerError(simulation: Simulation): Fault {
  return {
    name: 'handler-error',
    targets: () =>
      handling(simulation, 2, (_app, task) => {
        task.fails = true
      }),
  }
}

function poisonRecord(simulation: Simulation): Fault {
  return {
    name: 'poison-record',
    targets: () =>
      handling(simulation, 1, (_app, { record }) => {
        simulation.world.poisoned.push(record)
      }),
  }
}

function handling(
  simulation: Simulation,
  lastPhase: number,
  strike: (app: App, task: HandlerTask) => void,
): Target[] {
  return running(simulation, false).flatMap((app) =>
    app.handlers
      .filter(({ phase, fails }) => phase <= lastPhase && !fails)
      .map((task) => ({
        member: app.name,
        strike: (tell) => {
          const { topic, partition, offset } = task.record
          tell(`${topic}-${partition}@${offset}`)
          strike(app, task)
        },
      })),
  )
}

/** The whole deployment is stopped until its offsets have expired. */
function offsetExpiry(simulation: Simulation): Fault {
  const { world } = simulation
  return {
    name: 'offset-expiry',
    targets: () =>
      world.outage
        ? []
        : [
            {
              member: null,
              strike: (tell) => {
                tell('all members stop')
                world.outage = true
                for (const app of running(simulation, true)) {
                  if (app.instance.status === 'frozen') kill(app)
                  else askToStop(app)
                }
              },
            },
          ],
  }
}
