/** A connection breaks: what was on it is lost, or applied without an answer. */
import { detailQuestion } from '../choices.ts'
import { cut } from '../network/cut.ts'
import type { Message } from '../network/message.ts'
import type { World } from '../world.ts'
import type { FaultFacts, Injection } from './fault.ts'

/** What is said of it. */
export const disconnect = {
  name: 'disconnect',
  summary: 'A connection to a broker breaks with requests under way.',
  heading: 'disconnect',
  sentence: 'loses a connection',
  reason: 'A request without an answer may have been applied, or not.',
  place: 'coordinator',
  fate: null,
  loses: null,
  resets: false,
  phases: 'any',
  needs: 'nothing',
  disturbs: {
    topics: false,
    log: false,
    offsets: false,
    offsetsLog: false,
    coordinator: false,
    processes: false,
    everyProcess: false,
    handlers: false,
    network: true,
    commits: false,
    transactions: false,
  },
} as const satisfies FaultFacts

/** What it does. */
export const disconnectInjection: Injection = {
  targets: (world) =>
    connectionsInUse(world).map((connection) => {
      const first = world.messages.find((message) => message.connection === connection)
      return {
        member: world.instances[first?.instance ?? -1]?.name ?? null,
        inject: (announce, choices) => {
          const sent = world.messages.filter((one) => isSent(world, one, connection))
          const detail = choices.choose(sent.length > 0 ? 4 : 2, detailQuestion)
          const arrived = detail % 2 === 1
          const place = `to broker ${first?.broker ?? 0}`
          const late = detail > 1 ? ', and its producer gives up' : ''
          announce((arrived ? `${place}, what was sent had arrived` : place) + late)
          cut(world, connection, arrived)
          if (detail > 1) for (const message of sent) message.timedOut = true
        },
      }
    }),
}

/** Whether a future of the model's own producer ends with it. */
function isSent({ instances }: World, message: Message, connection: number): boolean {
  if (message.api !== 'Produce' || message.connection !== connection) return false
  const sends = instances[message.instance]?.producer.sends
  return sends?.some(({ ticket }) => ticket === message.ticket) === true
}

function connectionsInUse(world: World): readonly number[] {
  const connections: number[] = []
  for (const { connection, instance } of world.messages) {
    const live = world.instances[instance]?.status === 'live'
    if (live && connection >= 0 && !connections.includes(connection)) connections.push(connection)
  }
  return connections
}
