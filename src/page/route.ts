/** Addresses: what is shown is what the part after `#` says, so that it can be shared. */

/** What the matrix shows. */
export interface Filter {
  /** A property's name; `promises`: both main ones; empty: of each strategy what it claims. */
  readonly property: string
  /** The label of the settings; empty: the first. */
  readonly settings: string
  /** Empty: all. */
  readonly family: string
  /** Empty: all. */
  readonly claim: string
  /** Part of a name or of a summary. */
  readonly text: string
  /** The fault whose column sorts the rows; empty: none does. */
  readonly sort: string
  /** What "your case" was answered with; empty: nothing. */
  readonly case: string
  /** Only strategies that break the property. */
  readonly broken: boolean
}

/** A cell by its names. */
export interface CellNames {
  readonly strategy: string
  readonly fault: string
  readonly property: string
  /** The label of the settings. */
  readonly settings: string
}

export type Route =
  | { readonly view: 'matrix'; readonly filter: Filter }
  | { readonly view: 'strategy'; readonly strategy: string }
  /** `step` counts from 0. */
  | { readonly view: 'cell'; readonly cell: CellNames; readonly step: number }
  | { readonly view: 'unknown'; readonly hash: string }

/** What the matrix shows first. */
export const usualFilter: Filter = {
  property: 'promises',
  settings: '',
  family: '',
  claim: '',
  text: '',
  sort: '',
  case: '',
  broken: false,
}

const encode = (word: string): string => encodeURIComponent(word)

/** The address of a cell; `step` counts from 0, and in the address as readers see it, from 1. */
export function cellHash({ strategy, fault, property, settings }: CellNames, step = 0): string {
  const path = [strategy, fault, property, settings].map(encode).join('/')
  return `#/cell/${path}${step > 0 ? `/step/${step + 1}` : ''}`
}

/** The address of a strategy. */
export function strategyHash(strategy: string): string {
  return `#/strategy/${encode(strategy)}`
}

/** The address of the matrix; what is as usual is left out. */
export function matrixHash(filter: Filter = usualFilter): string {
  const parameters = new URLSearchParams()
  const words = ['property', 'settings', 'family', 'claim', 'text', 'sort', 'case'] as const
  for (const word of words) {
    if (filter[word] !== usualFilter[word]) parameters.set(word, filter[word])
  }
  if (filter.broken) parameters.set('broken', '1')
  const query = parameters.toString()
  return query === '' ? '#/' : `#/?${query}`
}

/** What an address asks for; whatever it holds, this answers. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2)
  const words = path.split('/').map(decode)
  const [view, strategy, fault, property, settings, , step = '0'] = words
  if (path === '') return { view: 'matrix', filter: parseFilter(query) }
  if (view === 'strategy' && strategy !== undefined) return { view, strategy }
  if (view !== 'cell' || strategy === undefined) return { view: 'unknown', hash }
  if (fault === undefined || property === undefined) return { view: 'unknown', hash }
  const cell = { strategy, fault, property, settings: settings ?? '' }
  return { view, cell, step: /^\d{1,6}$/.test(step) ? Math.max(0, Number(step) - 1) : 0 }
}

function parseFilter(query: string): Filter {
  const parameters = new URLSearchParams(query)
  const read = (name: string, usual = ''): string => parameters.get(name) ?? usual
  return {
    property: read('property', usualFilter.property),
    settings: read('settings'),
    family: read('family'),
    claim: read('claim'),
    text: read('text'),
    sort: read('sort'),
    case: read('case'),
    broken: read('broken') === '1',
  }
}

function decode(word: string): string {
  try {
    return decodeURIComponent(word)
  } catch {
    // A percent sign that somebody typed is a percent sign.
    return word
  }
}
