/** How far one dispatch took a leg. */
export type DispatchResult =
  | { kind: "settled"; state: string }
  /** Another process was first, just now. */
  | { kind: "busy" }
  /**
   * Nothing is settled: come back after `retryAfterMs`, to send or, with code `uncertain`, to look up. With code
   * `claimed` another process sends it; what it left is taken up when its lease has ended.
   */
  | { kind: "waiting"; code: string; retryAfterMs: number };
