/** A named list of which one is chosen. */

/** A value, and how it is called. */
export type Option<T extends string> = readonly [value: T, title: string]

interface ChoiceProps<T extends string> {
  readonly name: string
  readonly value: T
  readonly options: readonly Option<T>[]
  readonly onChange: (value: T) => void
}

/** The list below its name. */
export function Choice<T extends string>({ name, value, options, onChange }: ChoiceProps<T>) {
  const pick = (word: string) => {
    const found = options.find(([option]) => option === word)
    if (found !== undefined) onChange(found[0])
  }
  return (
    <label>
      <span>{name}</span>
      <select value={value} onChange={(event) => pick(event.currentTarget.value)}>
        {options.map(([word, title]) => (
          <option key={word} value={word}>
            {title}
          </option>
        ))}
      </select>
    </label>
  )
}
