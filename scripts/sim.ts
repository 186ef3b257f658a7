import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { startTestCluster } from "@/testing/database/test-cluster";
import {
  type Campaign,
  emptyCampaign,
  hitTooSeldom,
  runCampaign,
  unreachableFaults,
} from "@/testing/simulation/campaign";
import { openLanes } from "./open-lane";

const usage = `Runs orders through the whole product under faults, crashes and user actions, and then checks the orders
in the sandbox's shops.

  npm run sim -- --seeds 200 --orders 250 [--seed 1] [--lanes 2] [--resume]
  npm run sim -- --seeds 1 --orders 40 --seed 17        repeats the run of seed 17 exactly

Each lane is a process that runs one seed at a time; by default there are as many lanes as processors. The results are
stored in .simulation.json; --resume skips the seeds that are done. The command fails if the judge finds a violation
or, with more than one seed, if a kind of fault or a crash point was hit fewer than 10 times.`;

const STATE = ".simulation.json";
type State = { first: number; orders: number; done: number[]; campaign: Campaign };

process.exitCode = await main();

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seeds: { type: "string", default: "20" },
      orders: { type: "string", default: "40" },
      seed: { type: "string", default: "1" },
      lanes: { type: "string", default: String(availableParallelism()) },
      resume: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const { seeds: count, orders: each, seed: from, lanes: many } = values;
  const [seeds, orders, first, lanes] = [count, each, from, many].map(Number);
  if (values.help || !isCount(seeds) || !isCount(orders) || !isCount(first) || !isCount(lanes)) {
    console.log(usage);
    return values.help ? 0 : 2;
  }
  const kept = values.resume && existsSync(STATE) ? (JSON.parse(readFileSync(STATE, "utf8")) as State) : null;
  if (kept && (kept.first !== first || kept.orders !== orders)) {
    console.error(
      `${STATE} belongs to --seed ${kept.first} --orders ${kept.orders}. Pass the same values, or omit --resume.`,
    );
    return 2;
  }
  const before = kept?.campaign ?? emptyCampaign();
  const done = kept?.done ?? [];
  const left = Array.from({ length: seeds }, (_, index) => first + index).filter(
    (seed) => !done.includes(seed),
  );
  const cluster = await startTestCluster();
  const open = openLanes(Math.min(lanes, left.length), { orders, cluster });
  try {
    const campaign = await runCampaign({
      seeds: left,
      lanes: open.map((lane) => lane.run),
      before,
      onSeed: (result, now) => {
        done.push(result.seed);
        writeFileSync(STATE, JSON.stringify({ first, orders, done, campaign: now } satisfies State));
        const rate = (result.orders / result.seconds).toFixed(1);
        console.log(
          `seed ${result.seed}: ${rate} orders/s, ${result.violations.length} violations, trace ${result.trace}`,
        );
        for (const what of result.violations) console.log(`  seed ${result.seed}: ${what}`);
      },
    });
    return report(campaign);
  } finally {
    for (const lane of open) lane.close();
    await cluster.stop();
  }
}

function report(campaign: Campaign): number {
  const rate = (campaign.orders / Math.max(campaign.seconds, 0.001)).toFixed(1);
  console.log(
    `\n${campaign.seeds} seeds, ${campaign.orders} orders, ${rate} orders/s, ${campaign.freezes} freezes`,
  );
  for (const [kind, hits] of Object.entries(campaign.faults))
    console.log(`  ${String(hits).padStart(6)}  fault ${kind}`);
  for (const [point, hits] of Object.entries(campaign.crashes))
    console.log(`  ${String(hits).padStart(6)}  crash ${point}`);
  for (const { kind, needs } of unreachableFaults(campaign))
    console.log(`  not reachable: ${kind} (needs ${needs.join(" or ")})`);
  const seldom = campaign.seeds > 1 ? hitTooSeldom(campaign) : [];
  for (const kind of seldom) console.log(`hit too seldom: ${kind}`);
  for (const { seed, what } of campaign.violations) console.log(`VIOLATION, seed ${seed}: ${what}`);
  console.log(`${campaign.violations.length} violations`);
  return campaign.violations.length === 0 && seldom.length === 0 ? 0 : 1;
}

function isCount(value: number | undefined): value is number {
  return value !== undefined && Number.isInteger(value) && value >= 1;
}
