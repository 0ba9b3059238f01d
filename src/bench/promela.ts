/**
 * Two-phase commit in Promela, for Spin: the same states and the same actions as
 * `search/exhaustive/self-check/two-phase-commit.ts`, so that both searches meet as many states.
 *
 * One process, whose every step is a `d_step`: a state is stored between two actions only. The
 * assertion stands where alone it can fail for the first time: where a manager commits or aborts.
 */

/** The model's text; Promela has no choice among the members of an array, so each has its own. */
export function twoPhaseCommitPromela(rms: number): string {
  const all = Array.from({ length: rms }, (_, rm) => rm)
  const each = (text: (rm: number) => string, joint: string) => all.map(text).join(joint)
  return `/* Working, prepared, committed, aborted; the transaction manager's 0 is undecided. */
#define W 0
#define P 1
#define C 2
#define A 3
byte tm; byte rm[${rms}]; bit heard[${rms}]; bit sent[${rms}];
#define NO_ABORT (${each((rm) => `rm[${rm}] != A`, ' && ')})
#define NO_COMMIT (${each((rm) => `rm[${rm}] != C`, ' && ')})
active proctype system() {
end: do
  :: d_step { tm == 0 && ${each((rm) => `heard[${rm}]`, ' && ')} -> tm = C }
  :: d_step { tm == 0 -> tm = A }
${each(actionsOf, '\n')}
  od
}
`
}

function actionsOf(rm: number): string {
  return `  :: d_step { tm == 0 && sent[${rm}] -> heard[${rm}] = 1 }
  :: d_step { rm[${rm}] == W -> rm[${rm}] = P; sent[${rm}] = 1 }
  :: d_step { rm[${rm}] == W -> rm[${rm}] = A; assert(NO_COMMIT) }
  :: d_step { tm == C -> rm[${rm}] = C; assert(NO_ABORT) }
  :: d_step { tm == A -> rm[${rm}] = A; assert(NO_COMMIT) }`
}
