import { spawnSync } from "node:child_process";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { requestPush } from "@/lib/services/push/request-push";
import { projectRoot } from "@/testing/folders/project-root";
import { type Bench, patience, startBench } from "@/testing/stack/bench";

let bench: Bench;
let page: Page;
let orderId: string;

beforeAll(async () => {
  bench = await startBench({ subscribed: false });
  const { world, stack } = bench;
  // The supplier throttles, so the run waits for its next attempt.
  await stack.sandbox.post("/faults", {
    kind: "throttled",
    shop: world.sourceA.domain,
    operation: "orderCreate",
    times: 99,
  });
  orderId = await world.ingest((await world.place()).gid);
  await requestPush(world.ctx(), { orderId, sourceStoreIds: null });
  page = await bench.signedIn(await bench.person("owner"));
});
afterAll(() => bench?.stop());

const url = (path: string) => `${bench.stack.origin}${path}`;
const runs = () =>
  bench.sql<{ id: string; status: string; function_id: string; subject: string | null }[]>`
    select id, status, function_id, subject from engine.runs where subject is not null order by created_at, id`;
const cli = (...args: string[]) =>
  spawnSync(process.execPath, ["--import", "tsx", "scripts/jobs.ts", ...args], {
    cwd: projectRoot,
    env: { ...process.env, ...bench.stack.env },
    encoding: "utf8",
  });

test("an owner sees a waiting job, opens it with the keyboard and cancels it", async () => {
  await expect.poll(async () => (await runs()).some((run) => run.status === "running"), patience).toBe(true);
  await page.goto(url("/jobs?state=waiting"));
  const link = page.getByRole("link", { name: /source store|Push an order/ }).first();
  // The list is refreshed while runs come and go; the key meets nothing if the focused row has just left.
  await expect
    .poll(async () => {
      if (/\/jobs\/run_/.test(page.url())) return true;
      await link.focus();
      await page.keyboard.press("Enter");
      return page.waitForURL(/\/jobs\/run_/, { timeout: 3_000 }).then(
        () => true,
        () => false,
      );
    }, patience)
    .toBe(true);
  const runId = page.url().split("/").at(-1) ?? "";
  await page.getByRole("link", { name: "Open the order" }).waitFor();
  // A wait is shown as a wait, not as a failure.
  await page.getByText("Continues automatically. The store's rate limit is used up").waitFor();
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await page.getByText("The run is being cancelled.", { exact: false }).waitFor();
  await expect
    .poll(async () => (await runs()).find((run) => run.id === runId)?.status, patience)
    .toBe("cancelled");
  await page.reload();
  await page.getByText("Cancelled", { exact: true }).waitFor();
  expect(await page.getByRole("button", { name: "Cancel", exact: true }).count()).toBe(0);
  const audit = await bench.sql`select verb from audit_entry where noun = 'run' and noun_id = ${runId}`;
  expect(audit.map((entry) => entry.verb)).toEqual(["run.cancel_requested"]);
});

test("a failed job is retried where it failed", async () => {
  const { world } = bench;
  const failed = "run_failed0000000000000000000000";
  await bench.sql`
    insert into engine.runs (id, function_id, status, events, error, max_attempts, created_at, ended_at, subject)
    values (${failed}, 'crossdock-auto-push', 'failed', ${bench.sql.json([
      { id: "e", name: "order/ingested", data: { organizationId: world.organizationId, orderId }, ts: 1 },
    ])}, '{"name":"Broken","message":"The database was away."}', 3, now(), now(), ${`org:${world.organizationId}`})`;
  await page.goto(url(`/jobs/${failed}`));
  await page.getByText("The database was away.").first().waitFor();
  await page.getByRole("button", { name: "Retry", exact: true }).click();
  await expect
    .poll(async () => (await runs()).find((run) => run.id === failed)?.status, patience)
    .toBe("completed");
  await page.goto(url("/jobs?state=completed&function=crossdock-auto-push"));
  await page.getByRole("link", { name: "Push automatically" }).first().waitFor();
});

test("filters are part of the URL; the page says when no job matches; an operator may not see it", async () => {
  await page.goto(url("/jobs"));
  await page.getByLabel("State", { exact: true }).selectOption("Cancelled");
  await page.getByRole("button", { name: "Apply", exact: true }).click();
  await page.waitForURL(/state=cancelled/);
  await page.goto(url("/jobs?function=crossdock-sweep&state=failed"));
  await page.getByText("No jobs match these filters").first().waitFor();
  await page.goto(url("/jobs/run_nothing"));
  await page.getByRole("heading", { name: "There is nothing here" }).waitFor();
  const operator = await bench.signedIn(await bench.person("operator"));
  await operator.goto(url("/jobs"));
  await operator.getByRole("heading", { name: "There is nothing here" }).waitFor();
  expect(await operator.getByRole("link", { name: "Jobs", exact: true }).count()).toBe(0);
});

test("npm run jobs lists and shows runs, refuses invalid commands, and requests a cancellation", async () => {
  const listed = cli("list", "--json");
  expect(listed.status).toBe(0);
  const { runs: all } = JSON.parse(listed.stdout) as { runs: { id: string; state: string }[] };
  const done = all.find((run) => run.state === "completed");
  expect(cli("show", done?.id ?? "").stdout).toContain(done?.id);
  expect(cli("cancel", done?.id ?? "")).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("is completed: there is nothing to cancel"),
  });
  expect(cli("show", "run_nothing")).toMatchObject({ status: 1, stderr: expect.stringContaining("no run") });
  expect(cli("explode")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("npm run jobs -- list"),
  });
  expect(cli("list", "--state", "odd").status).toBe(2);
  const live = (await runs()).find((run) => run.status === "running");
  if (live) expect(cli("cancel", live.id).status).toBe(0);
});
