import { expect, test } from "vitest";
import { type Campaign, emptyCampaign, hitTooSeldom, unreachableFaults } from "@/testing/simulation/campaign";
import { FAULT_KINDS } from "@/testing/simulation/chaos";

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
