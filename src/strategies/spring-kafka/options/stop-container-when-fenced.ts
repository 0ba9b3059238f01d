/** `stopContainerWhenFenced`: what a container does whose producer is fenced. */
import { containerOption } from '../option.ts'

/** Whether a fenced producer stops the container. */
export const stopContainerWhenFenced = containerOption({
  name: 'stopContainerWhenFenced',
  byDefault: false as boolean,
  summary:
    'Whether a producer that is fenced in a transaction stops the container; if not, the ' +
    'record and the rest of the poll are passed over.',
  steps: () => ({}),
})
