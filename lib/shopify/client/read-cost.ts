import { asObject } from "./answer-values";
import type { CallCost } from "./failure";

/** Reads `extensions.cost` of an answer; null when it is missing or incomplete. */
export function readCost(extensions: unknown): CallCost | null {
  const cost = asObject(asObject(extensions)?.cost);
  const status = asObject(cost?.throttleStatus);
  const read = {
    requested: Number(cost?.requestedQueryCost),
    actual: typeof cost?.actualQueryCost === "number" ? cost.actualQueryCost : null,
    maximum: Number(status?.maximumAvailable),
    available: Number(status?.currentlyAvailable),
    rate: Number(status?.restoreRate),
  };
  const { requested, maximum, available, rate } = read;
  const whole = [requested, maximum, available, rate].every(Number.isFinite);
  return whole && requested >= 0 && maximum > 0 && rate > 0 ? read : null;
}
