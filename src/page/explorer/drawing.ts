/** What the space-time diagram draws. */
import type { ExplorerStory } from '../../report/explorer/explorer-story.ts'
import type { Layout } from './layout.ts'
import type { LifeSpan } from './life-spans.ts'
import type { MessageSegment } from './message-segments.ts'
import type { TrackSpan } from './tracks.ts'

/** What is drawn of a story: worked out once, whatever is in sight. */
export interface Drawing {
  readonly story: ExplorerStory
  readonly layout: Layout
  readonly lives: readonly LifeSpan[]
  readonly tracks: readonly TrackSpan[]
  /** Of messages of which a step is shown. */
  readonly segments: readonly MessageSegment[]
}

/** What is in sight, with a margin, in pixels from the top of the drawing. */
export interface Sight {
  readonly top: number
  readonly bottom: number
}

/** Lanes that are closer leave no room for words between them. */
export const labelGapMin = 60
