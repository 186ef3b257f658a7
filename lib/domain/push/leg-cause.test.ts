import { describe, expect, it } from "vitest";
import { refusals } from "@/lib/domain/installations/refusal";
import { remoteErrors } from "@/lib/domain/installations/remote-error";
import { holdReasons } from "./hold-reason";
import {
  explainCause,
  failureCause,
  fixedWaits,
  isHeld,
  legCause,
  readCauseCode,
  refusalCause,
} from "./leg-cause";

const ownCodes = [
  ...["order_unreadable", "too_many_attempts", "sender_died", "proved_absent"],
  ...["nothing_left", "offered_next", "skipped"],
];

it.each(ownCodes)("%s has a label, a message and a remedy", (code) => {
  expect(legCause(code)?.label).toMatch(/^[A-Z].{2,29}[^.]$/);
  expect(legCause(code)?.message).toMatch(/^[A-Z].*\.$/);
  expect(legCause(code)?.remedy).toMatch(/^[A-Z].*\.$/);
});

it("gives no code to two causes", () => {
  const codes = [
    ...Object.keys(remoteErrors),
    ...Object.keys(refusals),
    ...Object.keys(holdReasons),
    ...ownCodes,
  ];
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.every((code) => readCauseCode(code) === code)).toBe(true);
});

it("knows which waits a user's request does not shorten", () => {
  expect([...fixedWaits].sort()).toEqual([
    "emergency_stop",
    "rate_limited",
    "throttled",
    "too_many_attempts",
  ]);
});

it("holds only legs with an unrecognised answer", () => {
  expect(isHeld("unknown")).toBe(true);
  expect(isHeld("timeout")).toBe(false);
  expect(isHeld("of_long_ago")).toBe(false);
  expect(isHeld(null)).toBe(false);
});

describe("a stored cause", () => {
  const explain = ({ code, data = {} }: { code: string; data?: Parameters<typeof explainCause>[1] }) =>
    explainCause(code, data);

  it("keeps the store's answer to a failed call only where the code explains nothing", () => {
    expect(failureCause("timeout", { answer: "secret words" })).toEqual({ code: "timeout", data: {} });
    const cause = failureCause("unknown", { answer: "418 I'm a teapot" });
    expect(cause.data).toEqual({ answer: "418 I'm a teapot" });
    expect(explain(cause)).toEqual({
      message: `${remoteErrors.unknown.message} The store answered: 418 I'm a teapot`,
      remedy: remoteErrors.unknown.remedy,
    });
  });

  it("of a send that may have arrived says so, and asks for nothing but a look-up", () => {
    const { message, remedy } = explain(failureCause("timeout", { answer: "x", maybeExecuted: true }));
    expect(message).toBe(
      "The store did not answer in time. The order may or may not be in the source store.",
    );
    expect(remedy).toContain("only after its absence is proved");
  });

  it("of a refusal shows what the store answered, and the remedy of its code", () => {
    const message = "Unable to reserve inventory.";
    const cause = refusalCause([
      { code: "INVENTORY_CLAIM_FAILED", field: null, message },
      { code: "INVALID", field: "order.email", message: "Email is invalid." },
    ]);
    expect(explain(cause)).toEqual({
      message: `${refusals.out_of_stock.message} The store answered: ${message} Email is invalid.`,
      remedy: refusals.out_of_stock.remedy,
    });
  });

  it("of a leg that was given up shows by whom and why", () => {
    const data = { by: "Mara", reason: "Sent by hand." };
    expect(explain({ code: "skipped", data }).message).toMatch(/\. Mara: Sent by hand\.$/);
  });

  it("that an older version stored with its texts is shown as it was", () => {
    const data = { message: "Something of long ago.", remedy: "Do something." };
    expect(explain({ code: "of_long_ago", data })).toEqual(data);
    expect(explain({ code: "timeout", data: { message: data.message } })).toEqual({
      message: data.message,
      remedy: null,
    });
  });

  it("of a leg whose order is held shows what holds it", () => {
    expect(explain({ code: "on_hold" })).toEqual({
      message: holdReasons.on_hold.sentence,
      remedy: "Push the order manually, or wait: automatic push sends it when nothing holds it.",
    });
    expect(explain({ code: "cancelled" }).remedy).toBe("Push the order again when this no longer applies.");
  });

  it("with a code that is not known here says so", () => {
    expect(readCauseCode("of_tomorrow")).toBeNull();
    expect(readCauseCode("constructor")).toBeNull();
    expect(explain({ code: "of_tomorrow" }).message).toContain('does not know the cause "of_tomorrow"');
  });
});
