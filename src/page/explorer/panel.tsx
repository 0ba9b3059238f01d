/** How all stood after the current step. */
import type {
  ExplorerState,
  ExplorerStory,
  InstanceState,
} from '../../report/explorer/explorer-story.ts'
import { StepButton } from './controls.tsx'
import { type LifeSpan, lifeAt } from './life-spans.ts'
import { effectsText, type RecordGroup, recordGroups } from './record-groups.ts'
import { requestWords, sayingOf, stepNumber, timeText } from './saying.ts'

interface PanelProps {
  readonly story: ExplorerStory
  readonly state: ExplorerState
  readonly lives: readonly LifeSpan[]
  readonly onStep: (step: number) => void
}

function Instance({ instance, props }: { instance: InstanceState; props: PanelProps }) {
  const { story, state, lives } = props
  const running = instance.status === 'running'
  const status = running ? lifeAt(story, lives, instance.member, state.step) : instance.status
  const { generation, assignment, positions, inFlight } = instance
  const member = generation < 0 ? 'in no generation' : `generation ${generation}`
  const places = assignment.map((name) =>
    positions[name] === undefined ? name : `${name}, next offset ${positions[name]}`,
  )
  return (
    <li class={`explorer-instance is-${status.replace(' ', '-')}`}>
      <b>{instance.member}</b> <span class="explorer-status">{status}</span>{' '}
      <span class="explorer-faint">{member}</span>
      <ul>
        {places.map((place) => (
          <li key={place}>reads {place}</li>
        ))}
        {inFlight.map((number) => {
          const arrow = story.arrows[number]
          return arrow && <li key={number}>awaits {requestWords(arrow, state.step)}</li>
        })}
      </ul>
    </li>
  )
}

function Offsets({ state }: { state: ExplorerState }) {
  const names = [...new Set([...Object.keys(state.committed), ...Object.keys(state.logEnd)])].sort()
  if (names.length === 0) return null
  return (
    <table class="explorer-offsets">
      <thead>
        <tr>
          <th scope="col">partition</th>
          <th scope="col">committed</th>
          <th scope="col">log end</th>
        </tr>
      </thead>
      <tbody>
        {names.map((name) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{state.committed[name] ?? 'none'}</td>
            <td>{state.logEnd[name] ?? '?'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Life({ group, props }: { group: RecordGroup; props: PanelProps }) {
  const { story, state, onStep } = props
  const atEnd = state.step >= story.steps.length - 1
  return (
    <li>
      <b>{group.title}</b> <span class="explorer-faint">{effectsText(group.effects)}</span>
      <ol>
        {group.life.map(({ steps, text }, index) => (
          <li key={index} class={steps.includes(state.step) ? 'is-current' : ''}>
            {steps.map((step) => (
              <StepButton key={step} step={step} onStep={onStep} />
            ))}{' '}
            {text}
          </li>
        ))}
        {atEnd &&
          story.witnesses
            .filter(({ offsets }) => offsets.some((offset) => group.offsets.includes(offset)))
            .map(({ text }) => (
              <li key={text} class="explorer-verdict">
                ✗ {text}
              </li>
            ))}
      </ol>
    </li>
  )
}

/** Beside the diagram, or below it on a narrow screen. */
export function Panel(props: PanelProps) {
  const { story, state } = props
  const step = story.steps[state.step]
  return (
    <aside class="explorer-panel" aria-label="State after the step">
      <p class="explorer-now">
        <span class="explorer-faint">
          after step {stepNumber(state.step)}, {timeText(state.time)}
        </span>
        <b>{step === undefined ? 'nothing has happened' : sayingOf(story, step)}</b>
      </p>
      {step !== undefined && step.why !== null && <p class="explorer-why">{step.why}</p>}
      <h4>Consumers</h4>
      <ul class="explorer-instances">
        {state.instances.map((instance) => (
          <Instance key={instance.member} instance={instance} props={props} />
        ))}
      </ul>
      <h4>The group’s offsets</h4>
      <Offsets state={state} />
      {state.records.length > 0 && <h4>What the marked records have been through</h4>}
      <ul class="explorer-records">
        {recordGroups(state.records).map((group) => (
          <Life key={group.title} group={group} props={props} />
        ))}
      </ul>
    </aside>
  )
}
