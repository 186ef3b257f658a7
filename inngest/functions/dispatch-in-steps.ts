import type { GetStepTools, Inngest } from "inngest";
import type { Ctx } from "@/lib/services/context";
import { type DispatchResult, dispatchLeg } from "@/lib/services/dispatch-leg";

/** Longer waits are left to the sweeper, which asks for the leg's dispatch when it is due. */
const LONGEST_WAIT_MS = 120_000;

/**
 * A line behind a store's limit waits here for longer: each leg comes back at its own time, where the sweeper
 * would bring all of a minute at once and leave points unused.
 */
const LONGEST_LINE_MS = 3_600_000;
const ROUNDS = 20;

/** A leg that another process holds is settled by that process, or its lease ends and the sweeper comes. */
const BUSY_WAIT_MS = 5_000;
const BUSY_ROUNDS = 3;

/**
 * Dispatches the one leg of a run, in a step with its own retries, and comes back while it waits for a moment that
 * is near. Steps: `push:<leg id>`, then `push:<leg id>:<n>`. A step may run twice: `dispatchLeg` is safe to repeat.
 */
export async function dispatchInSteps(
  step: GetStepTools<Inngest>,
  ctx: Ctx,
  input: { orderId: string; legId: string },
): Promise<DispatchResult> {
  const name = `push:${input.legId}`;
  let busy = 0;
  for (let round = 1; ; round += 1) {
    const result: DispatchResult = await step.run(round === 1 ? name : `${name}:${round}`, () =>
      dispatchLeg(ctx, input),
    );
    if (result.kind === "busy") busy += 1;
    const waitMs = nextWait(result, busy);
    if (waitMs === null || round === ROUNDS) return result;
    // The SDK writes durations in whole seconds.
    await step.sleep(`wait:${input.legId}:${round}`, Math.max(1, Math.ceil(waitMs / 1_000)) * 1_000);
  }
}

function nextWait(result: DispatchResult, busy: number): number | null {
  switch (result.kind) {
    case "settled":
      return null;
    case "busy":
      return busy <= BUSY_ROUNDS ? BUSY_WAIT_MS : null;
    case "waiting":
      return result.retryAfterMs <= longestWait(result.code) ? result.retryAfterMs : null;
  }
}

function longestWait(code: string): number {
  return code === "budget_wait" ? LONGEST_LINE_MS : LONGEST_WAIT_MS;
}
