/** A workflow for GitHub, whatever the project is written in. */

/** What the exit codes of the step below it mean, as a comment. */
export const exitCodes = '      # 1: a claim is broken, with its story; 3: undecided.'

/** The whole file; `steps` are its lines after Node is there. */
export function workflow(what: 'consumer' | 'listener', steps: readonly string[]): string {
  const lines = [
    `# Does a change make the Kafka ${what} lose or repeat records?`,
    'name: ackurate',
    '',
    'on: [push, pull_request]',
    '',
    'permissions:',
    '  contents: read',
    '',
    'jobs:',
    '  ackurate:',
    '    runs-on: ubuntu-latest',
    '    steps:',
    '      - uses: actions/checkout@v4',
    '      - uses: actions/setup-node@v4',
    '        with:',
    '          node-version: 22',
    ...steps,
  ]
  return `${lines.join('\n')}\n`
}
