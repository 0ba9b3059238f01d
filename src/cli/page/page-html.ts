/**
 * The page as one file that asks nobody for anything.
 *
 * What runs and what styles is named by its hash, so that nothing else does, whatever a name or a
 * message holds. Data are packed into inert elements, and shown by the script as text only.
 */
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { PageData } from '../../page/page-data.ts'
import type { Bundle } from './bundle.ts'

/** Data by the id of the element that carries them. */
export type Packets = ReadonlyMap<string, unknown>

/** Text that is safe between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

const hashOf = (text: string): string =>
  `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`

function policy({ script, style }: Pick<Bundle, 'script' | 'style'>): string {
  return [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    // The thread that plays counterexamples: its script is among the data, and made an address.
    'worker-src blob:',
    `style-src ${hashOf(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

/** Gzip writes no time into its head: the same data are the same bytes. */
const packed = (value: unknown): string =>
  gzipSync(JSON.stringify(value), { level: 9 }).toString('base64')

/** What is shown before the data are unpacked, and where no script runs. */
function head(data: PageData): string {
  const { strategies, faults, properties, seed, version, headline } = data
  return `<div class="bar"><span class="brand">Ackurate</span></div>
<div class="head"><h1 dir="auto">${escapeHtml(headline)}</h1>
<p class="facts">${strategies.length} strategies × ${faults.length} faults × \
${properties.length} properties, seed <code>${escapeHtml(seed)}</code>, \
version ${escapeHtml(version)}</p></div>
<noscript><p>The rest of this report is shown by a script; beside this file, README.md tells the
same as text.</p></noscript>`
}

/** The page. Throws if the script could end its own element early, which the build prevents. */
export function pageHtml(
  data: PageData,
  packets: Packets,
  bundle: Pick<Bundle, 'script' | 'style'>,
): string {
  if (/<\/script|<!--/i.test(bundle.script) || /<\/style/i.test(bundle.style)) {
    throw new Error('the bundle of the page cannot be put into a page')
  }
  const carried = [...packets].map(
    ([id, value]) => `<script type="text/plain" id="${escapeHtml(id)}">${packed(value)}</script>`,
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(bundle)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(headTitle(data))}</title>
<link rel="icon" href="data:,">
<style>${bundle.style}</style>
</head>
<body>
<div id="app">${head(data)}</div>
${carried.join('\n')}
<script type="module">${bundle.script}</script>
</body>
</html>
`
}

const headTitle = ({ headline }: PageData): string => `${headline} · Ackurate`
