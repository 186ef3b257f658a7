import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { mintScope, type Scope, withScope } from "@/db/scope";
import { fileDatabase } from "@/testing/database/file-database";
import { projectRoot } from "@/testing/folders/project-root";
import { leg, legLine, lineFacts, orderFacts, route } from "@/testing/seed/order-facts";
import { MERCHANTS, seedOrder } from "@/testing/seed/seed";
import { seedAftermath } from "@/testing/seed/seed-aftermath";
import { seededCtx } from "@/testing/seed/seeded-ctx";
import { LEG } from "./case";
import { conditions } from "./conditions";
import { ofOneself, withoutUsers } from "./excused-verbs";
import { queries } from "./query-cases";
import { reads } from "./read-cases";
import { verbs } from "./verb-cases";

/** The least numbers of functions that the patterns must find, so that a pattern that no longer matches is noticed. */
const SEEN = { queries: 54, verbs: 68, importsOfVerbs: 35 };

/** The first group of all matches of a pattern in a folder's source files. */
function exportsOf(folder: string, pattern: RegExp): string[] {
  return readdirSync(join(projectRoot, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .flatMap((name) => [...readFileSync(join(projectRoot, folder, name), "utf8").matchAll(pattern)])
    .map((match) => match[1] ?? "");
}

const { db } = await fileDatabase();

beforeAll(async () => {
  const facts = orderFacts({
    lines: [lineFacts("l1"), lineFacts("l2")],
    routes: [route("l1", "a"), route("l2", "a")],
    legs: [leg(LEG, "rejected", [legLine("l1", 3)])],
  });
  await seedAftermath(db, await seedOrder(db, { organizationId: "org_a", facts }), LEG);
});

const strangers: [string, Scope, boolean][] = [
  ["another organization", mintScope("org_b"), true],
  ["another organization's user with this merchant's id", mintScope("org_b", [MERCHANTS.owner]), true],
  ["another merchant's user", mintScope("org_a", [MERCHANTS.other]), false],
  ["a user of no merchant", mintScope("org_a", []), false],
];
const owners: [string, Scope][] = [
  ["the organization", mintScope("org_a")],
  ["the merchant's own user", mintScope("org_a", [MERCHANTS.owner])],
];
const fingerprint = (): Promise<unknown> =>
  withScope(db, mintScope("org_a"), async (tx) => [
    ...(await tx.execute(`select (select jsonb_agg(to_jsonb(o)) from "order" o) as orders,
      (select jsonb_agg(to_jsonb(l)) from push_leg l) as legs, (select jsonb_agg(to_jsonb(s)) from store s) as stores,
      (select count(*) from push) as pushes, (select count(*) from audit_entry) as entries,
      (select jsonb_agg(to_jsonb(v)) from saved_view v) as views,
      (select count(*) from mapping) as mappings, (select count(*) from connection) as connections,
      (select count(*) from outbox) as events`)),
  ]);

it("has a case for every query, and for every verb that takes a user's context", () => {
  const found = exportsOf("db/queries", /^export (?:async )?(?:function|const) (\w+)/gm);
  expect(found.length).toBeGreaterThanOrEqual(SEEN.queries);
  expect(found.sort()).toEqual([...Object.keys(queries), ...conditions].sort());
  const taken = exportsOf("lib/services", /^export async function (\w+)\(\s*ctx: Ctx\b/gm);
  expect(taken.length).toBeGreaterThanOrEqual(SEEN.verbs);
  const excused = [...withoutUsers, ...ofOneself];
  expect(taken.filter((name) => !(name in verbs || name in reads || excused.includes(name)))).toEqual([]);
  const run = exportsOf("app", /from "@\/lib\/services\/(?:[\w-]+\/)*([\w-]+)"/g).map((file) =>
    file.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
  );
  expect(run.length).toBeGreaterThanOrEqual(SEEN.importsOfVerbs);
  expect(withoutUsers.filter((name) => run.includes(name))).toEqual([]);
});

describe.each(Object.entries(queries))("query %s", (_, { run, nothing, callerChecksMerchant }) => {
  it.each(strangers.filter(([, , foreign]) => foreign || !callerChecksMerchant))(
    "returns nothing to %s",
    async (_, scope) => {
      expect(await withScope(db, scope, (tx) => run(tx, scope))).toEqual(nothing);
    },
  );
  it.each(owners)("returns something to %s", async (_, scope) => {
    const undo = new Error("undo");
    let result: unknown;
    const reading = withScope(db, scope, async (tx) => {
      result = await run(tx, scope);
      throw undo;
    });
    await expect(reading).rejects.toBe(undo);
    expect(result).not.toEqual(nothing);
  });
});

describe.each(Object.entries(reads))("read verb %s", (_, { run, nothing }) => {
  it.each(strangers)("tells %s nothing", async (_, scope) => {
    expect(await run(seededCtx(db, scope))).toEqual(nothing);
  });
  it.each(owners)("tells %s something, so that its case proves something", async (_, scope) => {
    expect(await run(seededCtx(db, scope))).not.toEqual(nothing);
  });
});

describe.each(Object.entries(verbs))("verb %s", (_, { run, nothing }) => {
  it.each(strangers)("does nothing for %s", async (_, scope) => {
    const before = await fingerprint();
    expect(await run(seededCtx(db, scope))).toEqual(nothing);
    expect(await fingerprint()).toEqual(before);
  });
});
