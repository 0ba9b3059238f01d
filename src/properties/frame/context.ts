/** What may be known besides the history. */
export interface MonitorContext {
  /** The bound that the strategy declares, per partition and fault; null: none. */
  readonly reprocessingMax: number | null
}
