/** The sizes and settings of a simulated cluster that tells a history. */
import { defaultScenario, type Scenario } from '../../model/scenario.ts'
import type { Settings } from '../../model/settings.ts'

/** What is asked of it; the rest is as usual. */
type SimulatedSizes = Pick<Scenario, 'topic' | 'partitions' | 'brokers' | 'newGroup'> & {
  readonly settings: Readonly<Partial<Settings>>
}

/** The scenario: offsets have no more replicas than there are brokers. */
export function simulatedScenario(contents: SimulatedSizes): Scenario {
  const { topic, partitions, brokers, newGroup, settings } = contents
  const usual = defaultScenario.settings
  const factor = Math.min(brokers, usual['offsets.topic.replication.factor'])
  const own = { 'offsets.topic.replication.factor': factor, ...settings }
  return {
    ...defaultScenario,
    ...{ topic, partitions, brokers, newGroup },
    settings: { ...usual, ...own },
  }
}
