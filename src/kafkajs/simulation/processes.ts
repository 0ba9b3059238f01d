/**
 * Simulated processes, as faults reach into them. What a fault does is the model's; here is what it
 * does it to.
 */
import { detailQuestion } from '../../model/choices.ts'
import type { Processes, RecordInWork } from '../../model/faults/processes.ts'
import { recordTargets } from '../../model/faults/record-targets.ts'
import type { Instance } from '../../model/instance/instance.ts'
import { changesCluster } from '../../model/network/message.ts'
import { kill } from './ending.ts'
import type { HandlerTask, Process, Simulation } from './simulation.ts'
import { askToStop, sessionTimeoutMs, startInNewSlot } from './supervisor.ts'

/** The processes of this run. */
export function processesOf(simulation: Simulation): Processes {
  return {
    kill: (_world, instance) => kill(appOf(simulation, instance)),
    askToStop: (_world, instance) => askToStop(appOf(simulation, instance)),
    freeze: (world, instance) => {
      instance.status = 'frozen'
      instance.since = world.now
    },
    startOneMore: () => startInNewSlot(simulation),
    recordsInWork: (_world, until) =>
      recordsInWork(simulation, until === 'until-its-effect' ? 1 : 2, (_app, task) => {
        task.fails = true
      }),
    // What it wrote last may not have left it.
    unsent: ({ messages }, { index }, choices) => {
      const written = messages.filter(
        (message) =>
          message.instance === index && message.status === 'sent' && changesCluster(message),
      )
      return written.slice(written.length - choices.choose(written.length + 1, detailQuestion))
    },
    // A handler takes half as long again as the session lasts.
    slowHandlers: () =>
      recordTargets(
        recordsInWork(simulation, 2, (app, task) => {
          task.due += 1.5 * sessionTimeoutMs(app)
        }),
        (work) => work.fail(),
      ),
    // A service keeps what it keeps wherever it likes: no store of the model is in it.
    storeCalls: () => [],
  }
}

function appOf({ apps }: Simulation, { index, name }: Instance): Process {
  const app = apps[index]
  if (app === undefined) throw new Error(`no process ${name}`)
  return app
}

/** The calls of `process()` by processes that are not frozen, and what makes each fail. */
function recordsInWork(
  { apps }: Simulation,
  lastPhase: number,
  fail: (app: Process, task: HandlerTask) => void,
): readonly RecordInWork[] {
  return apps
    .filter(({ instance }) => instance.status === 'live')
    .flatMap((app) =>
      app.handlers
        .filter(({ phase, fails }) => phase <= lastPhase && !fails)
        .map((task) => ({
          member: app.name,
          record: task.record,
          fail: () => fail(app, task),
        })),
    )
}
