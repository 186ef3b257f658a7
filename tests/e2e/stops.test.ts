import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { requestPush } from "@/lib/services/push/request-push";
import { type Bench, patience, sees, startBench } from "@/testing/stack/bench";
import { violations } from "./axe";

let bench: Bench;
let page: Page;

beforeAll(async () => {
  bench = await startBench({ subscribed: false });
  page = await bench.signedIn(await bench.person("owner"));
});
afterAll(() => bench?.stop());

const url = (path: string) => `${bench.stack.origin}${path}`;
const lamp = { lineItems: [{ sku: "LAMP-1", quantity: 1 }] };

async function pushed(): Promise<string> {
  const { world } = bench;
  const orderId = await world.ingest((await world.place(lamp)).gid);
  await requestPush(world.ctx(), { orderId, sourceStoreIds: null, reason: "requested" });
  return orderId;
}

async function legStates(): Promise<string[]> {
  const rows = await bench.sql`SELECT state, cause_code FROM push_leg ORDER BY created_at, id`;
  return rows.map((row) => (row.state === "planned" ? `planned ${row.cause_code}` : row.state));
}

const sourceOrders = async () => (await bench.world.sourceOrders(bench.world.sourceA)).length;

/** Presses a button that asks for a reason, and answers it. */
async function answer(button: string, submit: string, reason: string): Promise<void> {
  await page.getByRole("button", { name: button, exact: true }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill(reason);
  await dialog.getByRole("button", { name: submit, exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
}

test("an emergency stop shows on every page, holds what is pushed, and lets it go when it is lifted", async () => {
  await page.goto(url("/stores"));
  await answer("Stop all sending…", "Stop all sending", "A supplier called");
  await sees(page, "A supplier called");
  expect(await violations(page)).toEqual([]);
  const orderId = await pushed();
  await vi.waitFor(async () => expect(await legStates()).toEqual(["planned emergency_stop"]), patience);
  for (const path of ["/today", `/orders/${orderId}`, "/orders?tab=attention", "/people"]) {
    await page.goto(url(path));
    await sees(page, "A supplier called");
  }
  await page.goto(url(`/orders/${orderId}`));
  await sees(page, "An emergency stop is on, so nothing is sent.");
  expect(await sourceOrders()).toBe(0);
  await page.goto(url("/orders?tab=attention"));
  await sees(page, "Emergency stop");
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.setViewportSize({ width: 1440, height: 900 });
  const operator = await bench.signedIn(await bench.person("operator"));
  await sees(operator, "A supplier called");
  expect(await operator.getByRole("button", { name: "Lift the stop…" }).count()).toBe(0);
  await answer("Lift the stop…", "Lift the stop", "Cleared");
  await vi.waitFor(async () => expect(await sourceOrders()).toBe(1), patience);
  await vi.waitFor(async () => expect(await legStates()).toEqual(["created"]), patience);
});

test("a connection is paused with what was planned withdrawn, then resumed, blocked and unblocked", async () => {
  const { world } = bench;
  await page.goto(url(`/stores/${world.sourceB.storeId}`));
  await answer("Stop this store…", "Stop this store", "Stocktaking");
  await sees(page, "Stocktaking");
  await page.goto(url(`/stores/${world.destination.storeId}`));
  const list = page.getByRole("region", { name: "Suppliers" });
  await answer("Stop this connection…", "Stop this connection", "Wrong prices");
  await sees(page, "Wrong prices");
  const orderId = await pushed();
  await vi.waitFor(async () => expect((await legStates()).at(-1)).toBe("planned emergency_stop"), patience);
  await page.reload();
  await list.getByRole("button", { name: /^Pause nordwolle/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(/^1 send planned and not sent/).waitFor();
  expect(await violations(page)).toEqual([]);
  expect(await dialog.getByRole("button", { name: "Pause", exact: true }).isDisabled()).toBe(true);
  await dialog.getByLabel(/^Withdraw/).check();
  await dialog.getByRole("button", { name: "Pause", exact: true }).click();
  await sees(page, "The connection is paused. Withdrawn sends: 1.");
  await vi.waitFor(async () => expect((await legStates()).at(-1)).toBe("superseded"), patience);
  await list.getByText("Paused", { exact: true }).waitFor();
  await page.goto(url(`/orders/${orderId}`));
  await page
    .getByText(/^No source store can take the order/)
    .first()
    .waitFor();
  await page.goto(url(`/stores/${world.sourceA.storeId}`));
  const supplies = page.getByRole("region", { name: "Supplies" });
  for (const [button, state] of [
    ["Resume", "Active"],
    ["Block", "Blocked"],
    ["Unblock", "Paused"],
    ["Resume", "Active"],
  ]) {
    await supplies.getByRole("button", { name: new RegExp(`^${button} `) }).click();
    const asked = page.getByRole("dialog");
    await asked.getByRole("button", { name: button, exact: true }).click();
    await asked.waitFor({ state: "hidden" });
    await supplies.getByText(state ?? "", { exact: true }).waitFor();
  }
  expect(await violations(page)).toEqual([]);
});

test("merchants are added, renamed and archived", async () => {
  await page.goto(url("/merchants"));
  await answer("Add a merchant…", "Add the merchant", "Vale");
  const row = page.getByRole("row").filter({ hasText: "Vale" });
  await row.waitFor();
  await row.getByRole("button", { name: "Rename…" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("Vale & Sons");
  await page.getByRole("dialog").getByRole("button", { name: "Rename", exact: true }).click();
  await page.getByText("Vale & Sons").first().waitFor();
  await page.getByRole("button", { name: "Archive: Vale & Sons" }).click();
  await page.getByText("Archived", { exact: true }).waitFor();
  await page.getByRole("button", { name: /^Archive: Fjordlys/ }).click();
  await page.getByText(/^Disconnect the stores of this merchant first/).waitFor();
  expect(await violations(page)).toEqual([]);
});
