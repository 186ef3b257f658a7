import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createCallBudget } from "@/lib/services/installations/call-budget";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import type { CallEnd, Slot } from "@/lib/shopify/client/gateway";
import { fileDatabase } from "@/testing/database/file-database";
import { seedOrder } from "@/testing/seed/seed";

const silent = { info() {}, warn() {}, error() {} };
const ID = "ins_org_a_str_dest";
const OTHER = "ins_org_a_a";

const { database, db, admin } = await fileDatabase({ max: 12 });
let now = new Date("2026-03-01T12:00:00Z");
const later = (ms: number) => {
  now = new Date(now.getTime() + ms);
};

/** The clock stands still, so a call that has to wait is refused with the time to come back after. */
const budgetOf = (waits = false) =>
  createCallBudget({ db, clock: { now: async () => now }, log: silent }, { waits });

beforeAll(async () => {
  await seedOrder(db, { organizationId: "org_a" });
  await seedOrder(db, { organizationId: "org_b" });
  // One shop that belongs to two organizations.
  await admin`update store set installation_id = ${ID} where organization_id = 'org_b' and id = 'str_dest'`;
});
beforeEach(async () => {
  await database.sql`update installation set bucket_maximum = 1000, bucket_available = 1000, bucket_rate = 50,
    bucket_at = ${now}, queue_at = null, create_limited = false, create_times = '{}', failures = 0, trips = 0,
    paused_until = null, breaker_code = null`;
  await admin`delete from problem`;
});

type Ask = { urgency?: "person" | "push" | "background"; points?: number; create?: boolean; id?: string };

const take = async (ask: Ask = {}, waits = false): Promise<Slot> => {
  const { urgency, points = 100, create = false, id = ID } = ask;
  const access = { installationId: id, shopDomain: "x.myshopify.com", accessToken: "t", urgency };
  const slot = await budgetOf(waits).reserve({ access, points, expected: points, create });
  if (!slot) throw new Error("The installation does not exist.");
  return slot;
};
/** The milliseconds to come back after, or null if the points were granted. */
const refusal = async (ask: Ask = {}): Promise<{ code: string; ms: number | null } | null> => {
  try {
    await take(ask);
    return null;
  } catch (error) {
    if (!(error instanceof ShopifyFailure)) throw error;
    return { code: error.code, ms: error.retryAfterMs };
  }
};
const end = (slot: Slot, how: CallEnd) => budgetOf().settle(slot, how);
const failed = (code: ConstructorParameters<typeof ShopifyFailure>[0], retryAfterMs: number | null = null) =>
  ({
    kind: "failed",
    failure: new ShopifyFailure(code, "x", { executed: "unknown", retryAfterMs }),
  }) as const;
const answered = (
  actual: number,
  available = 1_000,
  more: { maximum?: number; rate?: number } = {},
): CallEnd => ({
  kind: "answered",
  cost: { requested: 100, actual, maximum: 1_000, available, rate: 50, ...more },
});
const level = async (): Promise<number> => {
  const [row] = await database.sql<
    { level: number }[]
  >`select bucket_available as level from installation where id = ${ID}`;
  return row?.level ?? Number.NaN;
};

describe("points", () => {
  it("are reserved before a call and restored over time, up to the bucket's size", async () => {
    for (let count = 0; count < 8; count += 1) await take();
    expect(await level()).toBe(200);
    later(4_000);
    await take({ points: 0 });
    expect(await level()).toBe(400);
    later(3_600_000);
    await take({ points: 0 });
    expect(await level()).toBe(1_000);
  });

  it("are never granted twice to parallel callers", async () => {
    const asked = await Promise.all(Array.from({ length: 30 }, () => refusal({ urgency: "person" })));
    expect(asked.filter((each) => each === null)).toHaveLength(10);
    expect(await level()).toBe(0);
  });

  it("that a call did not use are returned at once", async () => {
    await end(await take(), answered(30));
    expect(await level()).toBe(970);
    const unused = await take();
    await end(unused, { kind: "unused" });
    await end(unused, { kind: "unused" });
    expect(await level()).toBe(970);
  });

  it("follow the bucket's size, level and rate in Shopify's answer", async () => {
    await end(await take(), answered(100, 300));
    expect(await level()).toBe(300);
    await end(await take(), answered(100, 5_000, { maximum: 20_000, rate: 1_000 }));
    expect(await level()).toBe(5_000);
    later(5_000);
    await take({ points: 0 });
    expect(await level()).toBe(10_000);
  });

  it("of a shop that has not answered yet are those of the smallest bucket", async () => {
    await database.sql`update installation set bucket_maximum = null, bucket_available = null, bucket_rate = null,
      bucket_at = null where id = ${ID}`;
    const slots = await Promise.all(Array.from({ length: 19 }, () => take({ urgency: "person" })));
    await end(slots[0] as Slot, answered(10, 19_900, { maximum: 20_000, rate: 1_000 }));
    expect(await level()).toBe(18_190);
  });

  it("that a crashed process reserved are restored over time", async () => {
    for (let count = 0; count < 10; count += 1) await take({ urgency: "person" });
    expect(await refusal({ urgency: "person" })).toEqual({ code: "budget_wait", ms: 2_000 });
    later(2_000);
    expect(await refusal({ urgency: "person" })).toBeNull();
  });

  it("are not restored while the clock is set back", async () => {
    await take();
    now = new Date(now.getTime() - 60_000);
    await take();
    expect(await level()).toBe(800);
    later(60_000);
  });

  it("for a call that costs more than the whole bucket are granted when the bucket is full", async () => {
    expect(await refusal({ urgency: "push", points: 5_000 })).toBeNull();
    expect(await refusal({ urgency: "push", points: 5_000 })).toMatchObject({ ms: 18_000 });
  });

  it("are separate for each installation, and a shop without an installation has none", async () => {
    for (let count = 0; count < 10; count += 1) await take({ urgency: "person" });
    expect(await refusal({ id: OTHER })).toBeNull();
    const access = { installationId: "new", shopDomain: "x.myshopify.com", accessToken: "t" };
    expect(await budgetOf().reserve({ access, points: 1, expected: 1, create: false })).toBeNull();
  });
});

describe("priorities", () => {
  it("background work leaves points for pushes, and both leave points for users", async () => {
    const given = async (urgency: "person" | "push" | "background") => {
      let count = 0;
      while ((await refusal({ urgency })) === null) count += 1;
      return count;
    };
    expect(await given("background")).toBe(8);
    expect(await given("push")).toBe(1);
    expect(await given("person")).toBe(1);
  });

  it("pushes that have to wait come back one after another, not all at once", async () => {
    while ((await refusal({ urgency: "push" })) === null);
    const waits = [];
    for (let count = 0; count < 4; count += 1) waits.push((await refusal({ urgency: "push" }))?.ms);
    expect(waits).toEqual([4_000, 6_000, 8_000, 10_000]);
    later(4_000);
    expect(await refusal({ urgency: "push" })).toBeNull();
    later(3_600_000);
    expect(await refusal({ urgency: "push" })).toBeNull();
    const [row] = await database.sql`select queue_at from installation where id = ${ID}`;
    expect(row?.queue_at).toBeNull();
  });

  it("a short wait reserves points in advance, so that the next caller waits longer", async () => {
    for (let count = 0; count < 9; count += 1) await take({ urgency: "push" });
    const first = await take({ urgency: "push", points: 25 }, true);
    const second = await take({ urgency: "push", points: 25 }, true);
    const waits = [first, second].map((slot) => slot.readyAt - performance.now());
    expect(waits[0]).toBeGreaterThan(300);
    expect(waits[1]).toBeGreaterThan((waits[0] ?? 0) + 300);
    await expect(take({ urgency: "push", points: 25 }, true)).rejects.toMatchObject({ code: "budget_wait" });
  });
});

describe("order creates of development and trial stores", () => {
  it("are limited to five a minute, without counting reads", async () => {
    await database.sql`update installation set create_limited = true where id = ${ID}`;
    const create = () => refusal({ urgency: "push", points: 10, create: true });
    for (let count = 0; count < 5; count += 1) {
      expect(await create()).toBeNull();
      later(1_000);
    }
    expect(await create()).toEqual({ code: "budget_wait", ms: 56_000 });
    expect(await create()).toMatchObject({ ms: 68_200 });
    expect(await refusal({ points: 10 })).toBeNull();
    later(56_000);
    expect(await create()).toBeNull();
    expect(await create()).not.toBeNull();
  });

  it("are limited after the shop's first error that says so", async () => {
    await budgetOf().createsAreLimited(ID);
    expect(await refusal({ create: true })).toEqual({ code: "budget_wait", ms: 15_000 });
    later(15_000);
    expect(await refusal({ create: true })).toBeNull();
  });
});

describe("the circuit breaker", () => {
  /** The problems of all organizations, which only the superuser sees. */
  const problems = (kind = "paused") => admin<
    { organization_id: string; store_id: string; cleared_at: Date | null }[]
  >`
    select organization_id, store_id, cleared_at from problem where kind = ${kind}
    order by opened_at, organization_id`;
  const fail = async (times: number, code: Parameters<typeof failed>[0] = "server_error") => {
    for (let count = 0; count < times; count += 1) await end(await take({ points: 1 }), failed(code));
  };

  it("opens after five failures in a row, shows a problem, and closes at the next answer", async () => {
    await fail(4);
    await end(await take(), answered(1));
    await fail(4);
    expect(await refusal()).toBeNull();
    await fail(1);
    expect(await refusal({ urgency: "person" })).toEqual({ code: "paused", ms: 30_000 });
    expect(await problems()).toMatchObject([
      { organization_id: "org_a", store_id: "str_dest", cleared_at: null },
      { organization_id: "org_b", store_id: "str_dest", cleared_at: null },
    ]);
    later(30_000);
    const trial = await take();
    expect(trial.trial).toBe(true);
    expect(await refusal()).toMatchObject({ code: "paused" });
    await end(trial, answered(1));
    expect(await refusal()).toBeNull();
    expect((await problems()).filter((each) => each.cleared_at === null)).toEqual([]);
  });

  it("allows one trial after each pause, and another one when a trial's process crashed", async () => {
    await fail(5, "timeout");
    const pauses = [];
    for (let count = 0; count < 7; count += 1) {
      const refused = await refusal();
      pauses.push(refused?.ms);
      later(refused?.ms ?? 0);
      await end(await take(), failed("connection_lost"));
    }
    expect(new Set(pauses)).toEqual(new Set([30_000]));
    later(30_000);
    await take();
    later(30_000);
    expect(await refusal()).toBeNull();
  });

  it("counts a refusal of one call as an answer, and the failures of parallel calls as one opening", async () => {
    await fail(4);
    await end(await take(), failed("access_denied"));
    await fail(4);
    expect(await refusal()).toBeNull();
    const slots = await Promise.all(Array.from({ length: 10 }, () => take({ points: 1 })));
    await Promise.all(slots.map((slot) => end(slot, failed("server_error"))));
    const [row] = await database.sql`select trips from installation where id = ${ID}`;
    expect(row?.trips).toBe(1);
  });

  it("opens at a refusal of every call, for this reason, and closes at the trial's answer only", async () => {
    const earlier = await take({ points: 1 });
    await end(await take({ points: 1 }), failed("payment_required"));
    expect(await refusal({ urgency: "person" })).toEqual({ code: "payment_required", ms: 30_000 });
    expect(await problems("payment_required")).toMatchObject([
      { organization_id: "org_a", store_id: "str_dest", cleared_at: null },
      { organization_id: "org_b", store_id: "str_dest", cleared_at: null },
    ]);
    // A call that began before the refusal proves nothing about it.
    await end(earlier, answered(1));
    expect(await refusal()).toMatchObject({ code: "payment_required" });
    later(30_000);
    await end(await take(), failed("payment_required"));
    expect(await refusal()).toMatchObject({ code: "payment_required" });
    later(30_000);
    await end(await take(), answered(1));
    expect(await refusal()).toBeNull();
    expect((await problems("payment_required")).filter((each) => each.cleared_at === null)).toEqual([]);
  });

  it("makes all callers wait as long as the shop's Retry-After says", async () => {
    await end(await take(), failed("rate_limited", 2_000));
    expect(await refusal({ urgency: "person" })).toEqual({ code: "budget_wait", ms: 2_000 });
    later(2_000);
    expect(await refusal({ urgency: "person" })).toBeNull();
    const [row] = await database.sql`select trips from installation where id = ${ID}`;
    expect(row?.trips).toBe(0);
  });
});
