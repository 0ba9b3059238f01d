/**
 * Relaxed names: `ack-mode`, `ackMode` and `ack_mode` are one property.
 *
 * What stands behind `properties.` is a name of Kafka's and taken as it is.
 * Source: Spring Boot reference, "Relaxed Binding".
 */

const kafkaNames = /^(.*?)\.properties\.(.+)$/

/** The same for all spellings of a name. */
export function canonical(name: string): string {
  const [, before, kafkas] = kafkaNames.exec(name) ?? []
  if (before !== undefined && kafkas !== undefined) {
    return `${canonical(before)}.properties.${kafkas.replace(/^\[(.*)\]$/, '$1')}`
  }
  return name.toLowerCase().replace(/[-_]/g, '')
}
