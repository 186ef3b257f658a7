import { expect, it } from "vitest";
import { codesOf } from "@/lib/domain/values/code-table";
import {
  filterableHoldReasons,
  holdReasonLabel,
  holdReasonSentence,
  holdReasons,
  holdReasonsText,
  isCaution,
  isStop,
} from "./hold-reason";

const all = codesOf(holdReasons);

it("gives each reason a label and a sentence of its own", () => {
  expect(new Set(all.map(holdReasonLabel)).size).toBe(all.length);
  expect(new Set(all.map(holdReasonSentence)).size).toBe(all.length);
  for (const reason of all) expect(holdReasons[reason].sentence, reason).toMatch(/^[A-Z].+\.$/);
});

it("lists its stops and cautions in their order", () => {
  expect(all.filter(isStop)).toEqual([
    "cancelled",
    "nothing_to_push",
    "data_withheld",
    "no_shipping_address",
    "incomplete_address",
    "connection_not_active",
    "loop",
  ]);
  expect(all.filter(isCaution)).toEqual([
    "unpaid",
    "refunded",
    "voided",
    "expired",
    "test",
    "free",
    "partly_fulfilled",
    "closed",
    "on_hold",
    "data_outdated",
    "shopify_hold",
    "scheduled",
    "risk",
    "other_app",
  ]);
});

it("says what to do about each reason that needs attention", () => {
  const urgent = all.filter((reason) => holdReasons[reason].needsAttention);
  expect(urgent).toEqual([
    "no_shipping_address",
    "incomplete_address",
    "connection_not_active",
    "loop",
    "other_app",
  ]);
  for (const reason of urgent) expect(holdReasons[reason].sentence, reason).toMatch(/\. .+\.$/);
});

it("offers every reason as a filter that no push status shows already", () => {
  expect(all.filter((reason) => !filterableHoldReasons().includes(reason))).toEqual([
    "cancelled",
    "nothing_to_push",
  ]);
});

it("shows a stored reason that this version does not know", () => {
  expect(holdReasonLabel("moon_phase")).toBe("Moon phase");
  expect(holdReasonsText(["unpaid", "moon_phase"])).toBe("The order is not paid. Moon phase.");
});
