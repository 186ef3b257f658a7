import type { Hits } from "./chaos/crashes";
import { FAULT_KINDS, operationsOf } from "./chaos/fault-kinds";
import type { SeedResult } from "./run-seed";

/** The least number of hits of each kind of fault and each crash point for a campaign of `npm run sim` to pass. */
const LEAST_HITS = 10;

/** The combined result of many seeds. Plain data, so that a campaign can be stopped and resumed. */
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

/** Adds the result of a seed to a campaign. */
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

/** Kinds of faults that cannot occur, because the product makes none of the calls that they need. */
export function unreachableFaults(campaign: Campaign): { kind: string; needs: readonly string[] }[] {
  return FAULT_KINDS.flatMap((kind) => {
    const needs = operationsOf(kind);
    const isReachable = needs === null || needs.some((operation) => campaign.operations.includes(operation));
    return isReachable ? [] : [{ kind, needs }];
  });
}

/** Kinds of faults and crash points that were hit fewer than `least` times, too seldom for the campaign to test them. */
export function hitTooSeldom(campaign: Campaign, least = LEAST_HITS): string[] {
  const unreachable = new Set(unreachableFaults(campaign).map(({ kind }) => kind));
  const kinds = FAULT_KINDS.filter((kind) => !unreachable.has(kind)).map((kind) => ({
    name: `fault ${kind}`,
    hits: campaign.faults[kind] ?? 0,
  }));
  const points = Object.entries(campaign.crashes).map(([point, hits]) => ({ name: `crash ${point}`, hits }));
  return [...kinds, ...points].filter(({ hits }) => hits < least).map(({ name, hits }) => `${name}: ${hits}`);
}

/** Runs seeds in parallel lanes. Each lane takes the next seed when it has finished one. */
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
