import { describe, expect, it } from "vitest";
import { isLasting, isRemoteErrorCode, type RemoteErrorCode, remoteErrors, whatNext } from "./remote-error";

const entries = Object.entries(remoteErrors);
const codes = entries.map(([code]) => code).filter(isRemoteErrorCode);

/** The codes for which a trait holds. */
function where(holds: (code: RemoteErrorCode) => boolean): RemoteErrorCode[] {
  return codes.filter(holds);
}

describe("every remote error", () => {
  it.each(entries)("%s has a label, a message and a remedy", (_, error) => {
    expect(error.label).toMatch(/^[A-Z].{2,29}[^.]$/);
    expect(error.message).toMatch(/^[A-Z].*\.$/);
    expect(error.remedy).toMatch(/^[A-Z].*\.$/);
  });

  it("has a label and a message of its own", () => {
    expect(new Set(entries.map(([, error]) => error.label)).size).toBe(entries.length);
    expect(new Set(entries.map(([, error]) => error.message)).size).toBe(entries.length);
  });

  it("is retried within a minute if it passes, and after at least 15 minutes if it lasts", () => {
    for (const [code, error] of entries) {
      if (error.next === "retry") expect(error.waitMs, code).toBeLessThanOrEqual(60_000);
      else expect(error.waitMs, code).toBeGreaterThanOrEqual(15 * 60_000);
    }
  });

  it.each(entries)("%s has traits that agree with what happens next", (code, error) => {
    expect(error.becomesProblem).toBe(error.next === "problem" || error.next === "hold");
    expect(error.showsAnswer).toBe(error.next === "reject" || error.next === "hold");
    if (error.showsAnswer) expect(error.parksDelivery).toBe(true);
    // A user lifts an emergency stop; nothing else that passes needs one.
    const passes = error.next === "retry" && code !== "emergency_stop";
    expect(error.responsible === "crossdock").toBe(passes);
    if (error.fixedWait || error.pausesShop || error.waitsInRun) expect(error.next).toBe("retry");
    if (error.health === "failed") expect(error.next).toBe("retry");
    if (error.health === null) expect(error.pointsUnspent).toBe(true);
  });
});

it("names the failures that count towards the circuit breaker", () => {
  expect(where((code) => remoteErrors[code].health === "failed")).toEqual([
    "connection_refused",
    "connection_lost",
    "timeout",
    "server_error",
    "unreadable_answer",
  ]);
});

it("gives points back only where nothing was sent or charged", () => {
  expect(where((code) => remoteErrors[code].pointsUnspent)).toEqual([
    ...["budget_wait", "paused", "emergency_stop", "lease_lost", "token_renewing", "throttled"],
    "connection_refused",
  ]);
});

it("lets no user shorten a wait that is the store's limit or an emergency stop", () => {
  expect(where((code) => remoteErrors[code].fixedWait)).toEqual([
    ...["emergency_stop", "throttled", "rate_limited"],
  ]);
});

it("distinguishes failures that last from failures that pass", () => {
  expect(isLasting("unauthorized")).toBe(true);
  expect(isLasting("unknown")).toBe(true);
  expect(isLasting("paused")).toBe(false);
  expect(isLasting("invalid_request")).toBe(false);
});

it("recognises only its own codes", () => {
  expect(isRemoteErrorCode("timeout")).toBe(true);
  expect(isRemoteErrorCode("constructor")).toBe(false);
  expect(isRemoteErrorCode("")).toBe(false);
});

it.each([
  ["timeout", true, "unknown", "look_up"],
  ["unknown", true, "unknown", "look_up"],
  ["server_error", false, "unknown", "retry"],
  ["throttled", true, "no", "retry"],
  ["unauthorized", true, "no", "problem"],
  ["invalid_request", true, "no", "reject"],
  ["unknown", false, "unknown", "hold"],
] as const)("after %s of a write (%s), executed %s, comes %s", (code, write, executed, next) => {
  expect(whatNext(code, { write, executed })).toBe(next);
});
