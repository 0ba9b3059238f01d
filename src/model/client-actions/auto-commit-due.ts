/** The auto-commit interval has passed: the next poll commits. */
import { instanceAt } from '../world.ts'
import type { ClientTimer } from './client-timer.ts'

export const autoCommitDue: ClientTimer = {
  kind: 'auto-commit-due',
  reach: 'instance',
  possible: ({ settings }, { consumer }) =>
    !consumer.autoCommitElapsed &&
    !consumer.closed &&
    consumer.partitions.length > 0 &&
    settings['enable.auto.commit'],
  due: (_world, { consumer }) => consumer.autoCommitDue,
  fire: (world, _engine, index) => {
    instanceAt(world, index).consumer.autoCommitElapsed = true
  },
}
