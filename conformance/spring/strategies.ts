/**
 * The model's strategy for a case: one that ships, or one that is there for its listener's sake
 * alone, such as one that acknowledges out of order.
 */
import { strategies } from '../../src/strategies/all.ts'
import type { Acknowledgment } from '../../src/strategies/spring-kafka/listener.ts'
import { springStrategy } from '../../src/strategies/spring-kafka/spring-strategy.ts'
import type { Services, Strategy } from '../../src/strategies/strategy.ts'
import { combinedStrategy } from './matrix/cases.ts'
import { optionStrategies } from './option-strategies.ts'

/** Of two records the second one is acknowledged first; as `Listeners.java` does it. */
const inPairs = ({ process }: Services) => {
  let waiting: Acknowledgment | null = null
  return function* (record: Parameters<Services['process']>[0], acknowledgment: Acknowledgment) {
    yield* process(record)
    const earlier = waiting
    waiting = earlier === null ? acknowledgment : null
    if (earlier === null) return
    yield* acknowledgment.acknowledge()
    yield* earlier.acknowledge()
  }
}

const ofListeners: readonly Strategy[] = (['MANUAL', 'MANUAL_IMMEDIATE'] as const).map((ackMode) =>
  springStrategy({
    name: ackMode === 'MANUAL' ? 'manual-acks-in-pairs' : 'manual-immediate-acks-in-pairs',
    summary: `AckMode.${ackMode}: of two records the second one is acknowledged first.`,
    properties: { ackMode },
    listener: inPairs,
  }),
)

/** The strategy of that name; throws where there is none. */
export function strategyNamed(name: string): Strategy {
  const combined = combinedStrategy(name)
  if (combined !== null) return combined
  const own = [...ofListeners, ...optionStrategies].find((strategy) => strategy.name === name)
  const shipped = strategies.find(({ strategy }) => strategy.name === name)?.strategy
  const found = own ?? shipped
  if (found === undefined || !('run' in found)) throw new Error(`no strategy of the model: ${name}`)
  return found as Strategy
}
