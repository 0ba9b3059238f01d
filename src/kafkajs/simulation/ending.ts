/** How a simulated process ends: killed, stopped, or of an error that nobody caught. */
import { type EndStatus, leaveSlot } from '../../model/instance/ending.ts'
import { plainText } from '../../model/thrown.ts'
import type { Process } from './simulation.ts'

/** The supervisor of a process (a kubelet, a process manager) starts the next one so much later. */
const restartDelayMs = 5_000

/** The process returned from its stop, or left by `process.exit(0)`. */
export function stopped(app: Process): void {
  if (!isRunning(app)) return
  const { world } = app.simulation
  world.emit({ kind: 'stopped', time: world.now, member: app.name })
  end(app, 'stopped')
}

/** An error that nobody caught, or a promise that nobody handled: Node ends the process. */
export function died(
  app: Process,
  error: string,
  message: string,
  line: { readonly line?: string } = {},
): void {
  if (!isRunning(app)) return
  const { world } = app.simulation
  const told = { error: plainText(error), message: plainText(message) }
  world.emit({ kind: 'died', time: world.now, member: app.name, ...told, ...line })
  end(app, 'died')
}

/** Nothing of the process runs any more, not even a `finally`. */
export function kill(app: Process): void {
  if (isRunning(app)) end(app, 'crashed')
}

/** Whether it was neither killed nor has ended. */
export function isRunning({ instance }: Process): boolean {
  return instance.status === 'live' || instance.status === 'frozen'
}

function end(app: Process, status: EndStatus): void {
  const { instance, simulation } = app
  const { world, inFlight } = simulation
  for (const request of [...inFlight.values()]) {
    if (request.connection.client !== app.client) continue
    if (status !== 'crashed') app.client.unanswered(request)
    inFlight.delete(request.ticket)
  }
  leaveSlot(world, instance, status, restartDelayMs)
  app.cutOff()
}
