/** The answer first: of each family, who loses, who repeats, who repeats fewest. */
import type { Report } from '../open-report.ts'
import { matrixHash, strategyHash, usualFilter } from '../route.ts'

/** The section. */
export function AnswersSection({ report }: { readonly report: Report }) {
  const { answers, strategies } = report.data
  if (answers.length === 0) return null
  const names = new Set(strategies.map(({ name }) => name))
  return (
    <section class="answers" aria-labelledby="answers-heading">
      <h2 id="answers-heading" class="unseen">
        Who loses, who repeats
      </h2>
      <dl>
        {answers.map(({ family, title, text }) => (
          <div key={family}>
            <dt>
              <a href={matrixHash({ ...usualFilter, family })}>{title}</a>
            </dt>
            <dd dir="auto">
              <Linked text={text} names={names} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

interface LinkedProps {
  readonly text: string
  readonly names: ReadonlySet<string>
}

/** A sentence whose names of strategies lead to them. */
function Linked({ text, names }: LinkedProps) {
  const parts = text.split(/(?<=^|[ (])([\w-]+)(?=$|[ ,;.)])/)
  return (
    <>
      {parts.map((part, at) =>
        names.has(part) ? (
          <a key={at} href={strategyHash(part)}>
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </>
  )
}
