import { expect, test } from "vitest";
import { type Campaign, emptyCampaign, hitTooSeldom, unreachableFaults } from "@/testing/simulation/campaign";
import { FAULT_KINDS, fits } from "@/testing/simulation/chaos/fault-kinds";
import { lot } from "@/testing/simulation/random";

const often = Object.fromEntries(FAULT_KINDS.map((kind) => [kind, 10]));
const campaign = (change: Partial<Campaign> = {}): Campaign => ({
  ...emptyCampaign(),
  operations: ["orderCreate", "order", "orderByIdentifier", "orders"],
  faults: often,
  crashes: { "claim-leg: within its transaction": 10 },
  ...change,
});

test("a fault or a crash point that was hit fewer than ten times fails a campaign", () => {
  expect(hitTooSeldom(campaign())).toEqual([]);
  expect(hitTooSeldom(campaign({ faults: { ...often, "late-commit": 9 } }))).toEqual([
    "fault late-commit: 9",
  ]);
  expect(hitTooSeldom(campaign({ crashes: { "web: stored": 3 } }))).toEqual(["crash web: stored: 3"]);
});

test("a fault that needs a call that the product does not make is reported as unreachable", () => {
  const kinds = unreachableFaults(campaign()).map(({ kind }) => kind);
  expect(kinds).toContain("oauth-wrong-state");
  expect(kinds).toContain("oauth-token-reply-lost");
  const renewing = campaign({ operations: ["access_token"] });
  const stillOut = unreachableFaults(renewing).map(({ kind }) => kind);
  expect(stillOut).toContain("oauth-wrong-state");
  expect(stillOut).not.toContain("oauth-token-reply-lost");
  expect(kinds).not.toContain("late-commit");
});

test("ten seeds have each share of what only some runs do, and every kind of fault comes first in one of them", () => {
  for (const name of ["stops", "closings", "late-commit"]) {
    const lots = Array.from({ length: 10 }, (_, index) => lot(40 + index, name));
    expect(lots.filter((one) => one < 0.4)).toHaveLength(4);
    expect(new Set(lots).size).toBe(10);
  }
});

test("a fault is aimed only at a call that it can hit", () => {
  const kindsAt = (roots: string[], writes: boolean, searches = false) =>
    FAULT_KINDS.filter((kind) => fits(kind, { roots, writes, searches }));
  expect(kindsAt(["orderCreate"], true)).toEqual(
    expect.arrayContaining(["order-held", "custom-id-lag", "search-lag", "late-commit", "http-500"]),
  );
  const ofRead = kindsAt(["order"], false);
  expect(ofRead).toContain("http-500");
  expect(ofRead).not.toContain("late-commit");
  expect(ofRead).not.toContain("search-term-dropped");
  expect(kindsAt(["orderByIdentifier", "orders"], false, true)).toContain("search-term-dropped");
  expect(kindsAt(["access_token"], false).every((kind) => kind.startsWith("oauth-"))).toBe(true);
  expect(kindsAt(["authorize"], false)).toContain("oauth-cancelled");
});
