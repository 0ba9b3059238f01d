/** What the words mean that a reader of tables, stories and pages meets: said here, once. */

/** A word, and its meaning as a sentence or two. */
export interface GlossaryEntry {
  readonly word: string
  readonly meaning: string
}

const entry = (word: string, meaning: string): GlossaryEntry => ({ word, meaning })

/** Of verdicts and their signs. */
const verdictWords: readonly GlossaryEntry[] = [
  entry('claimed', 'The strategy promises the property under that fault. Heavy signs: ✔, ●, ✖.'),
  entry('dead', 'Of a consumer: it stopped with an error for good, while its process lives on.'),
  entry('holds', 'Proved within bounds: every schedule of a stated small size was tried. ✓ or ✔.'),
  entry('kept', 'Of a claim: no schedule that was tried broke it. How many they were is said.'),
  entry('not found', 'No schedule that was drawn broke it: evidence, no proof. ○ or ●.'),
  entry(
    'rebalance at start',
    'With no fault at all, a member joined while another already worked, and what that one had ' +
      'been handed was handed out again. ↻.',
  ),
  entry('undecided', 'The search ended before it could say, or drew too few schedules. ?.'),
  entry(
    'vacuous',
    'The search proves nothing: the fault cannot touch the strategy, never happened, or the ' +
      'property does not apply. A blank, or ? where it was claimed.',
  ),
  entry('violated', 'There is a run that breaks it, which is told. ✗, or ✖ of a claim.'),
]

/** Of runs. */
const runWords: readonly GlossaryEntry[] = [
  entry('calm', 'The second part of a run: nothing goes wrong any more, and the group catches up.'),
  entry('choice', 'One decision of a run: what happens next, or how. A run is its choices.'),
  entry('effect', 'What the work on a record leaves behind, such as a row in a table.'),
  entry('fault', 'Something that goes wrong in a run, such as a crash.'),
  entry('generation', 'One membership of the group, counted by its coordinator.'),
  entry('path', 'The choices of a run as text, which replay takes.'),
  entry('schedule', 'One run, as it was drawn.'),
  entry('shrunk', 'Made smaller: choices were left out for as long as the property stayed broken.'),
  entry('storm', 'The first part of a run, in which faults may happen.'),
  entry('struck', 'What a fault happened to, and what that process was doing just then.'),
  entry('told', 'Of a counterexample: shown as a story, line by line.'),
  entry('witness', 'What is wrong in a run that breaks a property: the last lines of its story.'),
  entry('zombie', 'A process that works on although it is no member of the group any more.'),
]

/** Of figures. */
const measureWords: readonly GlossaryEntry[] = [
  entry('duplicated', 'Records that took effect twice or more: what at-most-once forbids.'),
  entry('lost', 'Records owed to the group that nobody finished, and that nobody will read again.'),
  entry('rebalances', 'Generations that the group formed after its first.'),
  entry('rejoins', 'Generations that were joined, beyond one for every process that started.'),
  entry('reprocessed', 'Work that was done again, whatever came of it: a cost, no duplicate.'),
  entry('restarts', 'Processes and consumers that were started again, whatever ended them.'),
  entry('stuck', 'Records that nobody finished and nobody passed, when the calm was over.'),
]

/** What a process can be doing when a fault strikes it. */
const phaseWords: readonly GlossaryEntry[] = [
  entry('idle', 'It has no partition.'),
  entry('joining', 'It has asked to join the group, and waits for the answer.'),
  entry('syncing', 'It has joined, and waits for what it is assigned.'),
  entry('polling', 'It has partitions and nothing in hand.'),
  entry('handed', 'It was handed records, and has none of them in work.'),
  entry('processing', 'A record is in work and has left no effect yet.'),
  entry('effect-left', 'A record in work has left its effect; the work has not returned.'),
  entry('done', 'What it has begun is done, and no commit was asked for since.'),
  entry('commit-sent', 'A commit request is on its way to the coordinator.'),
  entry('commit-taken', 'The coordinator has the commit request and has not answered.'),
  entry('commit-answered', 'The answer to its commit is on its way back.'),
  entry('closing', 'It was asked to stop and has not stopped.'),
  entry('frozen', 'It is frozen by a pause.'),
]

/** All of them, by word. */
export const glossary: readonly GlossaryEntry[] = [
  ...verdictWords,
  ...runWords,
  ...measureWords,
  ...phaseWords,
].sort((one, other) => (one.word < other.word ? -1 : 1))

/** The meaning of a word; empty: it is not in the glossary. */
export function meaningOf(word: string): string {
  return glossary.find((one) => one.word === word)?.meaning ?? ''
}
