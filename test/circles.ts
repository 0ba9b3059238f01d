/** Which files import one another, each from what it imports. */

/** What a file was given on the way: Tarjan's `index` and `lowlink`. */
interface Visit {
  readonly number: number
  /** The lowest number that can be reached from it among those still open. */
  low: number
  open: boolean
}

/**
 * The circles of a graph: its strongly connected components of several nodes, or of one that leads
 * to itself. Nodes within a circle, and circles by their first nodes, are in alphabetical order.
 */
export function circlesOf(
  graph: ReadonlyMap<string, readonly string[]>,
): readonly (readonly string[])[] {
  const visits = new Map<string, Visit>()
  const open: string[] = []
  const circles: string[][] = []

  function visit(node: string): Visit {
    const own: Visit = { number: visits.size, low: visits.size, open: true }
    visits.set(node, own)
    open.push(node)
    const targets = graph.get(node) ?? []
    for (const target of targets) {
      const other = visits.get(target) ?? visit(target)
      if (other.open) own.low = Math.min(own.low, other.low)
    }
    if (own.low < own.number) return own
    const circle = open.splice(open.indexOf(node))
    for (const member of circle) (visits.get(member) as Visit).open = false
    if (circle.length > 1 || targets.includes(node)) circles.push(circle.sort())
    return own
  }

  for (const node of graph.keys()) if (!visits.has(node)) visit(node)
  return circles.sort(([a = ''], [b = '']) => (a < b ? -1 : 1))
}
