import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { listRuns, type RunViewer } from "@/db/system/engine/list-runs";
import { loadRun } from "@/db/system/engine/load-run";
import { requestRunAction } from "@/db/system/engine/request-run-action";
import { forViewer } from "@/lib/services/jobs/view-jobs";
import { fileDatabase } from "@/testing/database/file-database";

const { database, db } = await fileDatabase();
const harbour = { organizationId: "org_harbour", shopDomains: ["atelier.myshopify.com"] };
const others = { organizationId: "org_others", shopDomains: ["north.myshopify.com"] };

async function run(subject: string | null, status = "failed"): Promise<string> {
  const id = `run_${randomUUID().replaceAll("-", "")}`;
  await database.sql`
    insert into engine.runs (id, function_id, status, events, error, max_attempts, created_at, ended_at, subject)
    values (${id}, 'crossdock-dispatch-leg', ${status}, '[{"name":"test","data":{"orderId":"ord_1"}}]',
      '{"name":"Broken","message":"a secret of somebody"}', 1, now(), now(), ${subject})`;
  return id;
}

const seen = async (viewer: RunViewer) =>
  (await listRuns(db, viewer, { functionId: null, state: null, before: null, limit: 100 })).map(
    (row) => row.id,
  );

test("an organization sees its own runs, those of its shops and those without a subject, but no others", async () => {
  const own = await run("org:org_harbour");
  const shop = await run("shop:atelier.myshopify.com");
  const shared = await run(null);
  const foreign = [await run("org:org_others"), await run("shop:north.myshopify.com")];
  expect((await seen(harbour)).toSorted()).toEqual([own, shop, shared].toSorted());
  expect((await seen(others)).toSorted()).toEqual([...foreign, shared].toSorted());
  expect((await seen(null)).length).toBe(5);
  expect((await loadRun(db, harbour, own))?.createdAt).toBeInstanceOf(Date);
  for (const id of foreign) {
    expect(await loadRun(db, harbour, id)).toBe(null);
    expect(await requestRunAction(db, harbour, { runId: id, action: "retry" })).toBe(false);
  }
  expect(await database.sql`select from engine.runs where asked is not null`).toHaveLength(0);
  expect(await requestRunAction(db, harbour, { runId: own, action: "retry" })).toBe(true);
});

test("an organization sees the error message only of runs that belong to it alone", async () => {
  const shared = await loadRun(db, harbour, await run("shop:atelier.myshopify.com"));
  expect(shared && forViewer(shared)).toMatchObject({ errorName: "Broken", errorMessage: null });
  const own = await loadRun(db, harbour, await run("org:org_harbour"));
  expect(own && forViewer(own)).toMatchObject({ errorMessage: "a secret of somebody" });
});

test("requestRunAction refuses to retry a completed run and to cancel a failed one", async () => {
  const done = await run("org:org_harbour", "completed");
  expect(await requestRunAction(db, harbour, { runId: done, action: "retry" })).toBe(false);
  const failed = await run("org:org_harbour");
  expect(await requestRunAction(db, harbour, { runId: failed, action: "cancel" })).toBe(false);
});
