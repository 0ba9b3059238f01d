/** What bill does with a record, in its order (src/main/java/billing/Billing.java:11). */
export function* onMessage(record, { process }) {
  yield* process(record)
}
