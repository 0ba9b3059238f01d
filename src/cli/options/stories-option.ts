/** `--stories claimed|all|none`: of which broken promises `check` tells the story. */
import type { Command } from 'commander'
import { type StoriesWish, storiesWishes } from '../../report/tables/check-text.ts'
import { knownName } from '../usage-error.ts'

/** As commander hands it over. */
export interface StoriesOptions {
  readonly stories?: StoriesWish
}

/** Adds the option. */
export function withStoriesOption(command: Command): Command {
  return command.option(
    '--stories <which>',
    'stories of claimed promises, of all, or none (default: claimed; all with --properties)',
    (word: string) => knownName(word, storiesWishes, 'choice of --stories'),
  )
}

/** What is told: who names properties wants to know how they break, claimed or not. */
export function storiesWish({ stories }: StoriesOptions, propertiesChosen: boolean): StoriesWish {
  return stories ?? (propertiesChosen ? 'all' : 'claimed')
}
