/**
 * Decides by every schedule of a small scenario: one partition, record and member, and as many
 * faults as there are kinds.
 *
 * That a set holds there says nothing of two members or of a second record: random search in the
 * scenario that was asked for stays beside it (`decideBothWays`). What breaks there is broken, and
 * its story is one of the fewest actions.
 */
import { StrategyFailure } from '../../model/instance/ops.ts'
import type { Scenario } from '../../model/scenario.ts'
import { exploreUnit } from '../exhaustive/explore-unit.ts'
import { UnrepeatableProgram } from '../replay/determinism.ts'
import { parsePath } from '../schedules/path.ts'
import { faultSetOf } from '../verdicts/fault-sets.ts'
import type { Cell } from '../verdicts/verdict.ts'
import { type Decide, type Decision, undecided } from './decide.ts'
import { breakageOf } from './decide-randomly.ts'
import type { Play } from './transplant.ts'

/** What is searched, and how far. */
export interface ExhaustiveDeciding extends Play {
  /** As the user gave it; what is searched is smaller. */
  readonly scenario: Scenario
  /** A number of states, not a time, so that the same question has the same answer. */
  readonly statesMax: number
  readonly deadline: () => boolean
  /** Called before each state is expanded. */
  readonly beat: () => void
}

const smallSizes = { partitions: 1, records: 1, members: 1 } as const
/** With more faults in a run no search ends within the states that are allowed. */
const kindsMax = 2

/** A way to decide small sets of a strategy of the model; others stay undecided. */
export function decideExhaustively(deciding: ExhaustiveDeciding): Decide {
  const { strategy, property, runner, statesMax, deadline, beat } = deciding
  return (faults, settings) => {
    if ('service' in strategy || faults.length > kindsMax || deadline()) return undecided
    const faultsMax = Math.min(faults.length, deciding.scenario.faultsMax)
    const scenario = { ...deciding.scenario, ...smallSizes, faultsMax }
    const unit = {
      strategy: strategy.name,
      fault: faultSetOf(faults),
      settings,
      properties: [property.name],
      scenario,
      seed: 'breaking',
      schedules: 0,
    }
    const bounds = { statesMax, depthMax: null, reduce: true }
    const [cell] = cellsOrNone(() => exploreUnit(unit, strategy, runner, bounds, deadline, beat))
    if (cell?.verdict === 'holds') return { ...undecided, verdict: 'holds', search: cell.search }
    if (cell?.verdict !== 'violated' || cell.counterexample === null) return undecided
    const { replay: _, ...found } = cell.counterexample
    const shrunk = { ...found, shrunkChoices: parsePath(found.path) }
    const breakage = breakageOf({ ...deciding, scenario }, faults, settings, shrunk, 0)
    return { verdict: 'violated', search: cell.search, breakage, pairing: null }
  }
}

/** Some programs cannot be copied; random search decides about them alone. */
function cellsOrNone(explore: () => readonly Cell[]): readonly Cell[] {
  try {
    return explore()
  } catch (error) {
    if (error instanceof StrategyFailure && !(error instanceof UnrepeatableProgram)) return []
    throw error
  }
}

/**
 * Asks the exhaustive way first, whose `violated` is final. A set holds only if the random way says
 * so, too: then its search says both, of all states and of the schedules beside them.
 */
export function decideBothWays(exhaustively: Decide, randomly: Decide): Decide {
  return (faults, settings): Decision => {
    const small = exhaustively(faults, settings)
    if (small.verdict === 'violated') return small
    const usual = randomly(faults, settings)
    if (small.verdict !== 'holds' || usual.verdict !== 'holds') return usual
    return { ...usual, search: { ...small.search, schedules: usual.search.schedules } }
  }
}
