/** What the story ends in: the records concerned, and what became of them. */
import type { Witness } from '../../properties/frame/witness.ts'
import type { ExplorerStory } from '../../report/explorer/explorer-story.ts'
import { recordsListed } from '../../report/story/place.ts'
import { stepNumber } from './saying.ts'

const witnessesMax = 3

/** Witnesses that say the same of several records of a partition, as one. */
function groupWitnesses({ witnesses }: ExplorerStory): readonly Witness[] {
  const groups = new Map<string, Witness>()
  for (const witness of witnesses) {
    const key = JSON.stringify([witness.topic, witness.partition, witness.text])
    const known = groups.get(key)
    const offsets = new Set([...(known?.offsets ?? []), ...witness.offsets])
    groups.set(key, { ...witness, offsets: [...offsets].sort((a, b) => a - b) })
  }
  return [...groups.values()]
}

/** The first of them; the others are counted. */
export function Witnesses({ story }: { story: ExplorerStory }) {
  const witnesses = groupWitnesses(story)
  const more = witnesses.length - witnessesMax
  return (
    <ul class="explorer-witnesses">
      {witnesses.slice(0, witnessesMax).map(({ topic, partition, offsets, text, since }, index) => (
        <li key={index}>
          ✗ {topic !== null && <b>{recordsListed({ topic, partition }, offsets)}</b>} {text}
          {since !== undefined && `${since.text} step ${stepNumber(since.at)}`}
        </li>
      ))}
      {more > 0 && <li>✗ and {more} more</li>}
    </ul>
  )
}
