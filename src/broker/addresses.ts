/** Where the simulated brokers are: `broker-0:9092`, `broker-1:9092`, ... */

const port = 9092

/** Where a broker listens. */
export interface Address {
  readonly host: string
  readonly port: number
}

/** Host and port of a simulated broker. */
export function addressOf(broker: number): Address {
  return { host: `broker-${broker}`, port }
}

/** The same as one word. */
export function brokerAddress(broker: number): string {
  return `broker-${broker}:${port}`
}

/** The broker at an address; any other address, such as one of production, is the first one's. */
export function brokerOf(address: string, brokers: number): number {
  const found = /^broker-(\d+):/.exec(address)
  const broker = found === null ? 0 : Number(found[1])
  return broker < brokers ? broker : 0
}
