/** The engine of kafkajs: what brokers do takes no time; the coordinator has a clock. */
import { fetchWaitMs } from '../../broker/apis/01-fetch.ts'
import { deliver } from '../../broker/deliver.ts'
import type { Engine } from '../../model/cluster-actions/engine.ts'
import { apply } from '../../model/network/network.ts'
import type { Simulation } from './simulation.ts'
import { resumeDue, startInSlot } from './supervisor.ts'

/** The engine of this run. */
export function createEngine(simulation: Simulation): Engine {
  const { inFlight, sessionEnds, apps } = simulation
  return {
    brokerMs: 0,
    sessionEnds,
    restartAfterStormMs: 0,
    fetchWaitMs: (_world, { ticket }) => {
      const request = inFlight.get(ticket)
      return request === undefined ? Number.POSITIVE_INFINITY : fetchWaitMs(request)
    },
    isFetchEndVisible: (_world, { ticket }) => inFlight.has(ticket),
    apply,
    answer: (_world, message) => deliver(simulation, message),
    resumeDue: (_world, { index }) => {
      const app = apps[index]
      return app === undefined ? Number.POSITIVE_INFINITY : resumeDue(app)
    },
    start: (_world, slot) => startInSlot(simulation, slot),
  }
}
