/** Names in a plot, written where there is room for them. */
import { type PointLabel, placeLabels } from './place-labels.ts'

interface CostLabelsProps {
  readonly labels: readonly PointLabel[]
  readonly width: number
}

/** The names. */
export function CostLabels({ labels, width }: CostLabelsProps) {
  return (
    <g>
      {placeLabels(labels, width).map(({ text, left, baseline, strong }) => (
        <text key={text} class={`point-label${strong ? ' strong' : ''}`} x={left} y={baseline}>
          {text}
        </text>
      ))}
    </g>
  )
}
