/** What a comparison says of one case, and a table of all. */

/**
 * `loses`, `repeats`, `once`, or `undecided`: of a comparison as JSON, under these faults. What was
 * tried is told beside it: a property that it has not broken counts, however little that was.
 */
export function seenIn({ cells }, faults) {
  const own = cells.filter(({ fault }) => faults.split(',').includes(fault))
  const of = (name) => own.filter(({ property }) => property === name)
  const isBroken = (name) => of(name).some(({ verdict }) => verdict === 'violated')
  const isDecided = (name) => {
    const isTried = ({ verdict, search }) => {
      if (verdict === 'unknown') return search?.mode === 'moments' && search.schedules > 0
      return verdict === 'not-found' || verdict === 'holds'
    }
    return of(name).length > 0 && of(name).every(isTried)
  }
  if (isBroken('at-least-once')) return 'loses'
  if (!isDecided('at-least-once')) return 'undecided'
  return isBroken('at-most-once') ? 'repeats' : 'once'
}

/** Moments that were tried and that there are, of the text beside that JSON. */
export function momentsIn(text) {
  const line = /^Moments tried: (.*?)\. /m.exec(`${text} `)?.[1] ?? ''
  const counts = [...line.matchAll(/(\d[\d,]*) of (\d[\d,]*)/g)]
  const sum = (place) => {
    return counts.reduce((total, found) => total + Number(found[place].replaceAll(',', '')), 0)
  }
  return { tried: sum(1), possible: sum(2) }
}

/** Whether that is what was expected; `keeps`: nothing is lost, whatever is done twice. */
const isAs = (expected, word) => {
  return word === expected || (expected === 'keeps' && (word === 'repeats' || word === 'once'))
}

/** Whether both are as expected. */
export const agrees = ({ expected, seen, model }) => isAs(expected, seen) && isAs(expected, model)

/** The rows as Markdown. */
export function tableOf(rows) {
  const head = ['client', 'case', 'faults', 'expected', 'seen', 'model', 'the same in the model']
  const columns = [...head, 'moments tried', 'schedules a minute']
  const lines = rows.map((row) => {
    const { client, name, faults, expected, seen, model, strategy, moments, rate } = row
    const mark = (word) => (isAs(expected, word) ? word : `**${word}**`)
    const words = [client, name, faults, expected, mark(seen), mark(model), strategy]
    if (faults === 'none') return [...words, '–', '–']
    return [...words, `${moments.tried} of ${moments.possible}`, rate.toFixed(0)]
  })
  const rule = columns.map((_, place) => (place < columns.length - 2 ? '---' : '--:'))
  return [columns, rule, ...lines].map((words) => `| ${words.join(' | ')} |`).join('\n')
}

/** A text with this between its markers. */
export function withTable(text, table) {
  const [start, end] = ['<!-- clients -->', '<!-- /clients -->']
  const from = text.indexOf(start)
  const to = text.indexOf(end)
  if (from < 0 || to < from) throw new Error(`no ${start} … ${end}`)
  return `${text.slice(0, from)}${start}\n\n${table}\n\n${text.slice(to)}`
}
