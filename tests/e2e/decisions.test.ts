import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { requestPush } from "@/lib/services/push/request-push";
import { type Bench, patience, sees, startBench } from "@/testing/stack/bench";
import { keepUncertain } from "./keep-uncertain";

let bench: Bench;
let page: Page;

beforeAll(async () => {
  bench = await startBench({ subscribed: false });
  page = await bench.signedIn(await bench.person("operator"));
});
afterAll(() => bench?.stop());

async function order(lines: { sku: string; quantity: number }[]): Promise<string> {
  return bench.world.ingest((await bench.world.place({ lineItems: lines })).gid);
}
const open = (orderId: string) => page.goto(`${bench.stack.origin}/orders/${orderId}`);
const sent = async () =>
  (await bench.world.sourceOrders(bench.world.sourceA)).flatMap((one) =>
    one.lines.map((line) => line.quantity),
  );
const legState = (orderId: string) => async () =>
  (await bench.sql`select state from push_leg where order_id = ${orderId} order by created_at, id`).map(
    (leg) => leg.state,
  );

test("some units of a line are pushed with the keyboard only, then the rest", async () => {
  const orderId = await order([
    { sku: "LAMP-1", quantity: 5 },
    { sku: "MUG-1", quantity: 1 },
  ]);
  await open(orderId);
  await page.getByRole("button", { name: "Push to 2 suppliers…" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  const many = dialog.getByRole("spinbutton", { name: /^Quantity of .*, at most 5$/ });
  await many.focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("2");
  const mug = dialog.getByRole("checkbox", { name: /^Push Mug/ });
  await mug.focus();
  await page.keyboard.press("Space");
  await dialog.getByRole("button", { name: "Push to 1 supplier", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(sent, patience).toEqual([4]);
  await sees(page, "Partially pushed");
  await page.getByRole("button", { name: "Push the rest…" }).click();
  await dialog.getByRole("button", { name: "Push to 2 suppliers", exact: true }).click();
  await expect.poll(async () => (await sent()).toSorted(), patience).toEqual([4, 6]);
});

test("a refused leg is skipped with a reason, which is shown", async () => {
  const { world } = bench;
  // More than the supplier has.
  const orderId = await order([{ sku: "MUG-1", quantity: 1_001 }]);
  await requestPush(world.ctx(), { orderId, sourceStoreIds: null });
  await expect.poll(legState(orderId), patience).toEqual(["rejected"]);
  await open(orderId);
  await page.getByRole("button", { name: "Give up…" }).click();
  const dialog = page.getByRole("dialog", { name: "Give up the send" });
  await dialog.getByText("refused", { exact: false }).first().waitFor();
  await dialog.getByLabel("Reason").fill("Bought elsewhere");
  await dialog.getByRole("button", { name: "Give up the send" }).click();
  await sees(page, "Given up: it is not sent");
  await sees(page, "Reason: Bought elsewhere");
  expect(await legState(orderId)()).toEqual(["skipped"]);
});

test("an uncertain leg shows when it is looked up next, and cannot be declared absent without a look-up", async () => {
  const { world } = bench;
  await keepUncertain(bench, world.sourceA.domain, "reply-lost-before-commit");
  const orderId = await order([{ sku: "LAMP-1", quantity: 1 }]);
  await requestPush(world.ctx(), { orderId, sourceStoreIds: null });
  await expect.poll(legState(orderId), patience).toEqual(["uncertain"]);
  await open(orderId);
  await page.getByText("next automatic look-up at", { exact: false }).waitFor();
  await page.getByRole("button", { name: "Declare absent…" }).click();
  const dialog = page.getByRole("dialog", { name: "Declare the order absent" });
  await dialog.getByLabel("Reason").fill("The supplier looked");
  await dialog.getByRole("button", { name: "Declare the order absent" }).click();
  // The alert is the server's answer; the dialog's own text says the same.
  await dialog.getByRole("alert").getByText("Look up the order first:", { exact: false }).waitFor();
  expect(await legState(orderId)()).toEqual(["uncertain"]);
});
