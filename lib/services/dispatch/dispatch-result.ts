import type { LegCauseCode } from "@/lib/domain/push/leg-cause";

/** Why a leg comes back later: its cause or, where it has none, what it waits for. */
export type WaitCode = LegCauseCode | "uncertain" | "claimed" | "not_before";

/** How far one dispatch took a leg. */
export type DispatchResult =
  | { kind: "settled"; state: string }
  /** Another process was first, just now. */
  | { kind: "busy" }
  /**
   * Nothing is settled: come back after `retryAfterMs`, to send or, with code `uncertain`, to look up. With code
   * `claimed` another process sends it; what it left is taken up when its lease has ended.
   */
  | { kind: "waiting"; code: WaitCode; retryAfterMs: number };
