import { FAULT_KINDS, type Hits, operationsOf } from "./chaos";
import type { SeedResult } from "./run-seed";

/** A kind of fault or a crash point counts as tried when it was hit so often over a campaign. */
const LEAST_HITS = 10;

/** What many seeds came to; plain data, so that a campaign can be stopped and gone on with. */
export type Campaign = {
  seeds: number;
  orders: number;
  seconds: number;
  faults: Hits;
  crashes: Hits;
  operations: string[];
  freezes: number;
  violations: { seed: number; what: string }[];
};

export const emptyCampaign = (): Campaign => ({
  seeds: 0,
  orders: 0,
  seconds: 0,
  faults: {},
  crashes: {},
  operations: [],
  freezes: 0,
  violations: [],
});

/** A campaign with one more seed in it. */
function withSeed(before: Campaign, result: SeedResult): Campaign {
  return {
    seeds: before.seeds + 1,
    orders: before.orders + result.orders,
    seconds: before.seconds + result.seconds,
    faults: sum(before.faults, result.faults),
    crashes: sum(before.crashes, result.crashes),
    operations: [...new Set([...before.operations, ...result.operations])].sort(),
    freezes: before.freezes + result.freezes,
    violations: [...before.violations, ...result.violations.map((what) => ({ seed: result.seed, what }))],
  };
}

/** Kinds of faults for which the product makes no call yet, each with the calls that it would need. */
export function outOfReach(campaign: Campaign): { kind: string; needs: readonly string[] }[] {
  return FAULT_KINDS.flatMap((kind) => {
    const needs = operationsOf(kind);
    return needs !== null && !needs.some((one) => campaign.operations.includes(one)) ? [{ kind, needs }] : [];
  });
}

/** Kinds of faults and crash points that were hit too seldom for the campaign to say anything of them. */
export function hitTooSeldom(campaign: Campaign): string[] {
  const unreachable = new Set(outOfReach(campaign).map(({ kind }) => kind));
  const kinds = FAULT_KINDS.filter((kind) => !unreachable.has(kind)).map((kind) => ({
    name: `fault ${kind}`,
    hits: campaign.faults[kind] ?? 0,
  }));
  const points = Object.entries(campaign.crashes).map(([point, hits]) => ({ name: `crash ${point}`, hits }));
  return [...kinds, ...points]
    .filter(({ hits }) => hits < LEAST_HITS)
    .map(({ name, hits }) => `${name}: ${hits}`);
}

/** Runs seeds, as many at a time as there are lanes; each lane takes the next seed when it has ended one. */
export async function runCampaign(options: {
  seeds: readonly number[];
  lanes: readonly ((seed: number) => Promise<SeedResult>)[];
  before?: Campaign;
  onSeed?: (result: SeedResult, campaign: Campaign) => void;
}): Promise<Campaign> {
  let campaign = options.before ?? emptyCampaign();
  const left = [...options.seeds];
  await Promise.all(
    options.lanes.map(async (run) => {
      for (let seed = left.shift(); seed !== undefined; seed = left.shift()) {
        const result = await run(seed);
        campaign = withSeed(campaign, result);
        options.onSeed?.(result, campaign);
      }
    }),
  );
  return campaign;
}

function sum(before: Hits, more: Hits): Hits {
  const after = { ...before };
  for (const [name, count] of Object.entries(more)) after[name] = (after[name] ?? 0) + count;
  return Object.fromEntries(Object.entries(after).sort());
}
