/** The pages whose commands run. The README and its commands have a test of their own. */
export const executedPages: readonly string[] = [
  'docs/tutorial.md',
  'docs/claims.md',
  'docs/explanation.md',
  'docs/how-to/bring-your-own-consumer.md',
  'docs/how-to/connect.md',
  'docs/how-to/spark.md',
  'docs/how-to/read-a-counterexample.md',
  'docs/how-to/choose-a-strategy.md',
  'docs/how-to/gate-a-pull-request.md',
  'docs/how-to/hunt-on-many-machines.md',
]
