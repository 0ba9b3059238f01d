/**
 * No zombie effect: who lost a partition to another leaves no more effects for it.
 *
 * A group fences commits, not work: a member that froze past its session may go on processing
 * while the new owner works on the same records. Judged when the effect is recorded; one inside a
 * transaction counts if that is committed. A transaction whose effects were recorded in time and
 * that is committed after the hand-over is no zombie's: fencing it is the transaction's affair.
 */
import { createEffects } from './folds/effects.ts'
import { createPlaces, mark, marksOf, placeOf, resetPlaces } from './folds/places.ts'
import { property, type Witness } from './property.ts'

const TOLD = 1

/** No member records an effect for a partition after another member was assigned it. */
export const noZombieEffect = property({
  name: 'no-zombie-effect',
  statement: 'No member recorded an effect for a partition after another was assigned it.',
  monitor: () => {
    const found: Witness[] = []
    const owners = createPlaces<{ owner: string | null }>(
      () => ({ owner: null }),
      (data) => {
        data.owner = null
      },
    )
    const effects = createEffects<null>({
      fresh: () => null,
      clear: () => {},
      counted: (place, offset, member, index) => {
        if ((marksOf(place, offset) & TOLD) !== 0) return
        mark(place, offset, TOLD)
        const { topic, partition } = place
        const text = `took effect by ${member}, which no longer owns the partition`
        found.push({ topic, partition, offsets: [offset], text, at: index })
      },
    })
    return {
      on: {
        ...effects.on,
        assigned: ({ topic, partition, member }) => {
          placeOf(owners, topic, partition).data.owner = member
        },
        effect: (event, index) => {
          const { owner } = placeOf(owners, event.topic, event.partition).data
          if (owner !== null && owner !== event.member) effects.on.effect(event, index)
        },
      },
      reset: () => {
        effects.reset()
        resetPlaces(owners)
        found.length = 0
      },
      witnesses: () => found.slice(),
    }
  },
})
