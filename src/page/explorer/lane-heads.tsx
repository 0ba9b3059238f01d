/** The names of the lanes, above them. */
import type { Lane } from '../../report/explorer/explorer-story.ts'
import type { Layout } from './layout.ts'
import { lanePaths } from './shape-path.ts'
import { wrap } from './wrap.ts'

const characterWidth = 6.3
/** Narrower lanes have their names aslant. */
const uprightGapMin = 72
const slantedMost = 18

function linesOf(title: string, gap: number): readonly string[] {
  const spaced = title.replace(/(?<=[a-z]_)(?=[a-z])/g, ' ')
  const lines = wrap(spaced, Math.max(6, Math.floor(gap / characterWidth)))
  return lines.length <= 2 ? lines : [lines[0] ?? '', `${lines[1]?.slice(0, -1)}…`]
}

function Upright({ lane, gap }: { lane: Lane; gap: number }) {
  return (
    <text class="explorer-lane-name" text-anchor="middle">
      {linesOf(lane.title, gap).map((line, index) => (
        <tspan key={line} x="0" y={34 + index * 13}>
          {line}
        </tspan>
      ))}
    </text>
  )
}

function Slanted({ lane }: { lane: Lane }) {
  const { title } = lane
  const short = title.length > slantedMost ? `${title.slice(0, slantedMost - 1)}…` : title
  return (
    <text class="explorer-lane-name is-aslant" transform="translate(0 90) rotate(-45)">
      {short}
    </text>
  )
}

/** How tall the names are. */
export function headHeight({ laneGap }: Layout): number {
  return laneGap >= uprightGapMin ? 54 : 116
}

/** Drawn once; stays in sight while the steps scroll. */
export function LaneHeads({ lanes, layout }: { lanes: readonly Lane[]; layout: Layout }) {
  const upright = layout.laneGap >= uprightGapMin
  const height = headHeight(layout)
  return (
    <svg class="explorer-heads" width={layout.width} height={height} aria-hidden="true">
      {lanes.map((lane, index) => {
        const x = layout.lanes[index]
        if (x === null || x === undefined) return null
        return (
          <g key={lane.title} transform={`translate(${x} 0)`} class={`lane-${lane.kind}`}>
            <title>{lane.title}</title>
            <path
              class="explorer-lane-sign"
              d={lanePaths[lane.kind]}
              transform={`translate(0 ${upright ? 12 : height - 14})`}
            />
            {upright ? <Upright lane={lane} gap={layout.laneGap} /> : <Slanted lane={lane} />}
          </g>
        )
      })}
    </svg>
  )
}
