/** A program that is told the same again, and does something else. */
import { StrategyFailure } from '../../../model/instance/ops.ts'

/** It remembers something outside of itself; of a file that is its owner's to mend. */
export class UnrepeatableProgram extends StrategyFailure {}
