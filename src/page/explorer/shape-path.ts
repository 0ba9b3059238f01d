/** The outlines of marks and lane heads around the origin, as SVG paths. */
import type { Lane } from '../../report/explorer/explorer-story.ts'
import type { Shape } from './marks.ts'

const disc = (r: number): string =>
  `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`

/** Of a step's mark, at most 16 pixels wide. */
export const shapePaths: Readonly<Record<Shape, string>> = {
  fault: 'M-7-4.2L-4.2-7L0-2.8L4.2-7L7-4.2L2.8 0L7 4.2L4.2 7L0 2.8L-4.2 7L-7 4.2L-2.8 0Z',
  record: disc(5),
  effect: 'M0-8L2.3-2.8L7.8-2.4L3.6 1.2L4.9 6.6L0 3.7L-4.9 6.6L-3.6 1.2L-7.8-2.4L-2.3-2.8Z',
  commit: 'M-5-5H5V5H-5Z',
  refused: 'M-5-5H5V5H-5ZM-5 5L5-5',
  group: 'M0-6L6 5H-6Z',
  life: disc(4.5),
  log: 'M-7-3H7V3H-7Z',
  message: disc(2.5),
  phase: 'M-5 0L0-5L5 0L0 5Z',
}

/** Of what a lane stands for, 18 pixels wide. */
export const lanePaths: Readonly<Record<Lane['kind'], string>> = {
  instance: 'M-8-7H8V4H-8ZM-4 8H4M0 4V8',
  coordinator: 'M-4.5-8H4.5L9 0L4.5 8H-4.5L-9 0Z',
  broker: 'M-8-7H8V-1H-8ZM-8 1H8V7H-8Z',
  partition: 'M-9-5H9V5H-9ZM-3-5V5M3-5V5',
  offsets: 'M-9-5H9V5H-9ZM-5 0L-1 3L5-2',
  store: 'M-7-5C-7-9 7-9 7-5V5C7 9-7 9-7 5ZM-7-5C-7-1 7-1 7-5',
}
