/** Folds that the monitors of one judge share, for most of them ask the same of a record. */
import type { Fold, MonitorContext } from '../property.ts'

type Create<F extends Fold> = (context: MonitorContext) => F

/** A judge makes a context of its own, and that is what its monitors share. */
const foldsByContext = new WeakMap<MonitorContext, Map<Create<Fold>, Fold>>()

/** The context's fold of that kind, made when it is asked for first. */
export function shared<F extends Fold>(context: MonitorContext, create: Create<F>): F {
  let folds = foldsByContext.get(context)
  if (folds === undefined) {
    folds = new Map()
    foldsByContext.set(context, folds)
  }
  const known = folds.get(create)
  // Whatever stands under a maker was made by it.
  if (known !== undefined) return known as F
  const made = create(context)
  folds.set(create, made)
  return made
}
