/** An option of Spring's `ContainerProperties`: its default, and what it makes a container do. */
import type { ContainerSteps } from './container-state.ts'

/** Values of options, by their names; absent: the default. */
export type OptionValues = Readonly<Record<string, unknown>>

export interface ContainerOption<Name extends string, Value> {
  /** Spring's. */
  readonly name: Name
  readonly byDefault: Value
  /** What it decides, in sentences for the reference. */
  readonly summary: string
  /**
   * The steps that this value does otherwise. `before` are the steps as the options registered
   * before this one left them: to do something besides is to call them.
   */
  steps(value: Value, before: ContainerSteps, others: OptionValues): Partial<ContainerSteps>
}

/** Lets the compiler find the types of the name and of the value. */
export function containerOption<const Name extends string, Value>(
  option: ContainerOption<Name, Value>,
): ContainerOption<Name, Value> {
  return option
}

/** The option's value among these. */
export function valueIn<Value>(
  option: Pick<ContainerOption<string, Value>, 'name' | 'byDefault'>,
  values: OptionValues,
): Value {
  return option.name in values ? (values[option.name] as Value) : option.byDefault
}
