/** What is a reason for a rebalance and what is none, as histories. */
import type { Property } from '../property.ts'

export const rebalanceExamples: Property['examples'] = {
  breaks: [
    {
      when: 'a member leaves and comes back, though nobody started, stopped or died',
      history: `
        A comes up
        A joins generation 1
        A joins generation 2
        ✗ A joined generation 2, for which nothing had asked`,
    },
    {
      when: 'a consumer stops with an error and starts again',
      history: `
        A comes up
        B comes up
        A joins generation 1
        B joins generation 1
        A's consumer restarts after KafkaJSNumberOfRetriesExceeded
        B joins generation 2
        ✗ B joined generation 2, though only A's consumer had stopped, and started again
        A joins generation 3`,
    },
  ],
  holds: [
    {
      when: 'a second process starts',
      history: `
        A comes up
        B comes up
        A joins generation 1
        B joins generation 2
        A joins generation 2`,
    },
    {
      when: 'a process dies, and another takes its place',
      history: `
        A comes up
        B comes up
        A joins generation 1
        B joins generation 1
        B crashes
        A joins generation 2
        C comes up
        C joins generation 3
        A joins generation 3`,
    },
    {
      when: 'a member subscribes to something else',
      history: `
        A comes up
        A subscribes to orders
        A joins generation 1
        A subscribes to payments
        A joins generation 2`,
    },
    {
      when: 'a process has two consumers, which nobody can tell apart',
      history: `
        A comes up
        A joins generation 1
        A joins generation 2
        A joins generation 2`,
    },
  ],
}
