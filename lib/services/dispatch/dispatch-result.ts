import type { LegCauseCode } from "@/lib/domain/push/leg-cause";

/** Why a leg is dispatched again later: its cause, or the state or time that it waits for. */
export type WaitCode = LegCauseCode | "uncertain" | "claimed" | "not_before";

/** The result of one dispatch of a leg. */
export type DispatchResult =
  | { kind: "settled"; state: string }
  /** Another process advanced the leg first. */
  | { kind: "busy" }
  /**
   * Not settled: dispatch again after `retryAfterMs`, to send or, with code `uncertain`, to look up. With code
   * `claimed`, another process is sending the leg; the retry comes when that process's lease has ended.
   */
  | { kind: "waiting"; code: WaitCode; retryAfterMs: number };
