import { setTimeout as sleep } from "node:timers/promises";
import type { CallAdmin } from "./call-admin";
import { ShopifyFailure } from "./failure";
import type { CallBudget, SendSlots, ShopAccess } from "./gateway";
import { operations } from "./operations";
import { readCost } from "./read-cost";

/**
 * The assumed cost of an operation before its first answer: more than our operations request for few lines, and about
 * the actual cost of most. If the guess is too low, the call only has to wait again.
 */
const FIRST_GUESS = { requested: 40, actual: 15 };

/** The weight of a new answer in the average cost of an operation. */
const WEIGHT = 0.2;

type Learnt = { requested: number; actual: number };

/** Calls of the Admin API within the shop's budget, and slots that are reserved before a call. */
type BudgetedCalls = {
  call: CallAdmin;
  bookSend(access: ShopAccess): Promise<SendSlots | null>;
  giveBack(slots: SendSlots | null): Promise<void>;
};

/**
 * Wraps the caller with a budget: reserves the points that the operation's last answer reported, waits if the wait is
 * short, and corrects both from the new answer. An operation costs the same in every shop, so the learnt costs are
 * kept per process.
 */
export function withinBudget(call: CallAdmin, budget: CallBudget): BudgetedCalls {
  const learnt = new Map<string, Learnt>();
  const costOf = (operation: string) => learnt.get(operation) ?? FIRST_GUESS;
  const book = (access: ShopAccess, operation: string) => {
    const { requested, actual } = costOf(operation);
    const create = operation === operations.createOrder;
    return budget.reserve({ access, points: requested, expected: actual, create });
  };
  const learn = (operation: string, requested: number, actual: number | null) => {
    const known = learnt.get(operation);
    const average = known
      ? known.actual + WEIGHT * ((actual ?? known.actual) - known.actual)
      : (actual ?? requested);
    learnt.set(operation, { requested, actual: average });
  };
  return {
    async bookSend(access) {
      const read = costOf(operations.readVariantsById);
      const create = costOf(operations.createOrder);
      const points = read.requested + create.requested;
      const slot = await budget.reserve({
        access,
        points,
        expected: read.actual + create.actual,
        create: true,
      });
      if (!slot) return null;
      const ofRead = Math.min(read.requested, slot.points);
      // The first call to a paused shop is its trial. The create follows only if the read succeeded.
      return {
        read: { ...slot, points: ofRead },
        create: { ...slot, points: slot.points - ofRead, trial: false },
      };
    },
    async giveBack(slots) {
      if (!slots) return;
      await budget.settle(slots.read, { kind: "unused" });
      await budget.settle(slots.create, { kind: "unused" });
    },
    async call(access, request) {
      const slot = request.slot ?? (await book(access, request.operation));
      if (!slot) return call(access, request);
      const waitMs = slot.readyAt - performance.now();
      if (waitMs > 0) await sleep(waitMs);
      try {
        const answer = await call(access, request);
        const cost = readCost(answer.extensions);
        if (cost) learn(request.operation, cost.requested, cost.actual);
        await budget.settle(slot, { kind: "answered", cost });
        return answer;
      } catch (error) {
        if (!(error instanceof ShopifyFailure)) throw error;
        if (error.cost) learn(request.operation, error.cost.requested, error.cost.actual);
        await budget.settle(slot, { kind: "failed", failure: error });
        throw error;
      }
    },
  };
}
