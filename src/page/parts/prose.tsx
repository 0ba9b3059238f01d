/** A sentence in which backticks mark code, as strategies describe themselves. */

/** The sentence. Text only: whatever it holds, nothing in it is markup but the code. */
export function Prose({ text }: { readonly text: string }) {
  const parts = text.split('`')
  // An odd number of backticks leaves one that marks nothing.
  const balanced = parts.length % 2 === 1
  if (!balanced) return <span dir="auto">{text}</span>
  return (
    <span class="prose" dir="auto">
      {parts.map((part, at) => (at % 2 === 1 ? <code key={part}>{part}</code> : part))}
    </span>
  )
}
