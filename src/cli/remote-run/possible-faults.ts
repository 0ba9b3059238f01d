/** Which faults can be made happen: real brokers fail when they do. */
import {
  faultsOfBrokers,
  type RemoteFault,
  remoteFaults,
} from '../../remote/moments/remote-faults.ts'
import type { RemoteOptions } from '../options/remote-options.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

/** Those that are tried unless the user names others. */
export function possibleFaults({ upstream }: RemoteOptions): readonly RemoteFault[] {
  if (upstream === undefined) return remoteFaults
  return remoteFaults.filter((fault) => !faultsOfBrokers.includes(fault))
}

/** Refuses what cannot be, and tells of what is left out though nobody said so. */
export function requirePossible(raw: RemoteOptions, terminal: Terminal): void {
  const possible = possibleFaults(raw)
  const asked = [...(raw.faults ?? []), ...(raw.at ?? []).map(({ fault }) => fault)]
  const impossible = asked.find((fault) => !possible.includes(fault))
  if (impossible !== undefined) {
    throw new UsageError(`${impossible} cannot be made happen to the brokers of --upstream`)
  }
  if (raw.upstream === undefined || asked.length > 0 || raw.at !== undefined) return
  terminal.err(`left out with --upstream: ${faultsOfBrokers.join(', ')}\n`)
}
