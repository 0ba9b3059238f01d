/** The stories that the page carries: the shortest per strategy and property. */
import { properties } from '../../properties/all.ts'
import type { ExplorerStep, ExplorerStory, Lane } from '../../report/explorer/explorer-story.ts'
import { focusOf } from '../../report/focus.ts'
import { selectEvents } from '../../report/select.ts'
import { sentence } from '../../report/sentence.ts'
import { shortestViolations, type Violation } from '../../report/shortest.ts'
import { story } from '../../report/story.ts'
import type { Comparison } from '../../search/verdict.ts'
import { settingsName } from './pack-page.ts'

const cluster: Lane = { kind: 'broker', title: 'cluster' }

/** Those stories, as far as the events tell them: without messages. */
export function storiesFor(comparison: Comparison): readonly ExplorerStory[] {
  return shortestViolations(comparison.cells).flatMap((violation) =>
    violation.counterexample.events.length === 0 ? [] : [storyOf(violation, comparison.seed)],
  )
}

function storyOf({ cell, counterexample }: Violation, seed: string): ExplorerStory {
  const { strategy, fault, property, settings, claimed } = cell
  const statement = properties.find(({ name }) => name === property)?.statement ?? property
  const focus = focusOf(counterexample)
  const events = selectEvents(counterexample, focus, property)
  const members = [...new Set(events.flatMap((e) => ('member' in e && e.member) || []))]
  const lanes = [...members.map((title): Lane => ({ kind: 'instance', title })), cluster]
  const records = counterexample.witnesses.flatMap(({ topic, partition, offsets }) =>
    topic === null ? [] : offsets.map((offset) => ({ topic, partition, offset })),
  )
  const steps = events.map((event): ExplorerStep => {
    const { who, text, note } = sentence(event)
    const lane = members.indexOf(who)
    const place = 'partition' in event && 'offset' in event ? event : null
    return {
      time: event.time,
      lane: lane < 0 ? members.length : lane,
      text: note === '' ? text : `${text} (${note})`,
      why: null,
      event,
      message: null,
      marked: records.some(
        (one) =>
          one.topic === place?.topic &&
          one.partition === place.partition &&
          one.offset === place.offset,
      ),
      routine: false,
    }
  })
  return {
    key: [strategy, fault, property, settingsName(settings)].join('/'),
    ...{ strategy, fault, property, settings, claimed, statement },
    replay: counterexample.replay,
    text: story(cell, counterexample, { seed, statement }),
    lanes,
    arrows: [],
    steps,
    witnesses: counterexample.witnesses,
    records,
  }
}
