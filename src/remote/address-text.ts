/** An address as clients are given it. */
import type { Address } from '../broker/addresses.ts'

/** `127.0.0.1:9092`, `[::1]:9092`. */
export function addressText({ host, port }: Address): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

/** Several, as `bootstrap.servers` has them. */
export function addressesText(addresses: readonly Address[]): string {
  return addresses.map(addressText).join(',')
}
