/** Texts of users as text, whatever the format would read into them. */

/** Controls but tab and line breaks, lone surrogates, what XML 1.0 lacks, turns of direction. */
const unprintable = /[\p{Cs}\ufffe\uffff\u202a-\u202e\u2066-\u2069]|(?![\t\n\r])\p{Cc}/gu

/** Control characters written out: `\u001b`. XML 1.0 can hold them in no other way. */
export function withoutControls(text: string): string {
  return text.replace(unprintable, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text inside of an XML or HTML element or attribute. */
export function xmlText(text: string): string {
  return withoutControls(text).replace(/[&<>"']/g, (c) => entities[c] ?? c)
}

/** Attributes lose their line breaks unless these are written out. */
export function xmlAttribute(text: string): string {
  return xmlText(text).replace(/[\t\n\r]/g, (c) => `&#${c.charCodeAt(0)};`)
}

/**
 * Text in a line of GitHub's Markdown: no markup, no HTML, no table cell; nobody is mentioned and
 * no issue is linked, for which an empty character stands behind the sign.
 */
export function markdownText(text: string): string {
  return xmlText(text.replace(/\s+/g, ' '))
    .replace(/[|`*_[\]~\\!]/g, (c) => `&#${c.charCodeAt(0)};`)
    .replace(/@/g, '@&#8203;')
    .replace(/#(?=\d+(?!\d|;))/g, '#&#8203;')
}

/** Lines as a block of code that no text can leave, for the fence is longer than any in it. */
export function fencedText(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}text\n${withoutControls(text)}\n${fence}`
}
