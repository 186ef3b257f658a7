import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { holdOrder } from "@/lib/services/orders/hold-order";
import { releaseHold } from "@/lib/services/orders/release-hold";
import { type Bench, patience, sees, startBench, tab } from "@/testing/stack/bench";
import { violations } from "./axe";

/** More orders than one page of the list, and than one call of a bulk action. */
const MANY = 53;

let bench: Bench;
let page: Page;

beforeAll(async () => {
  bench = await startBench({ subscribed: false });
  page = await bench.signedIn(await bench.person("operator"));
}, 120_000);
afterAll(() => bench?.stop());

async function order(sku: string, more: { tags?: string[]; quantity?: number; paid?: boolean } = {}) {
  const { quantity = 1, ...rest } = more;
  const placed = await bench.world.place({ lineItems: [{ sku, quantity }], ...rest });
  return { orderId: await bench.world.ingest(placed.gid), name: placed.name };
}
const list = (query: string) => page.goto(`${bench.stack.origin}/orders?${query}`);
const bar = () => page.getByRole("region", { name: "Selected orders" });
const results = () => page.getByRole("dialog").getByRole("list", { name: "Result per order" });
const held = async () =>
  (await bench.sql`select count(*)::int as n from "order" where held_at is not null`)[0]?.n;

test("a failing order in a bulk push does not stop the others, and its result says why and what to do", async () => {
  const tags = ["bulk-a"];
  const good = await order("LAMP-1", { tags });
  // More than the supplier has.
  const bad = await order("MUG-1", { tags, quantity: 1_001 });
  const unpaid = await order("LAMP-1", { tags, paid: false });
  await list("tag=bulk-a");
  await page.getByRole("checkbox", { name: "Select every order on this page" }).click();
  await bar().getByRole("button", { name: "Push…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Push 3 orders" }).click();
  const line = (name: string) => results().getByRole("listitem").filter({ hasText: name });
  await line(good.name).getByText("Recorded: on its way to 1 supplier.").waitFor();
  await line(unpaid.name).getByText("A reason is needed.", { exact: false }).waitFor();
  // The result is updated with the order: the supplier refused it.
  await line(bad.name)
    .getByText("refused", { exact: false })
    .or(line(bad.name).getByText("stock", { exact: false }))
    .first()
    .waitFor();
  await sees(page, "3 orders: 2 recorded, 1 needs a reason");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Close", exact: true }).last().click();
  expect(await bar().count()).toBe(0);
  await list("tag=bulk-a");
  await page.getByRole("checkbox", { name: `Select ${bad.name}` }).click();
  await bar().getByRole("button", { name: "Retry…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Retry 1 order" }).click();
  await line(bad.name).getByText("1 refused send will be retried.", { exact: false }).waitFor();
  await page.keyboard.press("Escape");
});

test("all matching orders of several pages are held with a note, and released again", async () => {
  const tags = ["bulk-b"];
  const placed = [];
  for (let n = 0; n < MANY; n += 1) placed.push(await order("LAMP-1", { tags }));
  await list("tag=bulk-b");
  await page.getByRole("checkbox", { name: "Select every order on this page" }).click();
  await bar().getByText("50 orders selected").waitFor();
  await bar()
    .getByRole("button", { name: `Select all ${MANY} matching` })
    .click();
  await bar().getByText(`all ${MANY} orders selected`, { exact: false }).waitFor();
  await bar().getByRole("button", { name: "Hold…" }).click();
  const dialog = page.getByRole("dialog", { name: `Hold all ${MANY} orders` });
  await dialog.getByLabel("Reason for the hold").fill("Stock check on Monday");
  await dialog.getByRole("button", { name: `Hold all ${MANY} orders` }).click();
  await sees(page, `${MANY} orders: ${MANY} recorded`);
  expect(await results().getByRole("listitem").count()).toBe(MANY);
  expect(await held()).toBe(MANY);
  await dialog.getByRole("button", { name: "Close", exact: true }).last().click();

  await page.goto(`${bench.stack.origin}/orders/${placed[0]?.orderId}`);
  const hold = page.getByRole("region", { name: "Hold" });
  await hold.getByText("Stock check on Monday").waitFor();
  expect(await violations(page)).toEqual([]);
  await hold.getByRole("button", { name: "Release" }).click();
  await page.getByRole("button", { name: "Hold…" }).waitFor();
  expect(await held()).toBe(MANY - 1);

  await list("tag=bulk-b&held=on_hold");
  await page.getByRole("checkbox", { name: "Select every order on this page" }).click();
  await bar()
    .getByRole("button", { name: `Select all ${MANY - 1} matching` })
    .click();
  await bar().getByRole("button", { name: "Release…" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: `Release all ${MANY - 1} orders` })
    .click();
  await expect.poll(held, patience).toBe(0);
  await page.keyboard.press("Escape");
}, 180_000);

test("the pager opens the next page, and a bulk result stays open when its list becomes empty", async () => {
  const tags = ["bulk-e"];
  for (let n = 0; n < MANY - 1; n += 1) await order("LAMP-1", { tags });
  const rows = () => page.locator("tr[data-order]").count();
  await list("tag=bulk-e&tab=not_pushed");
  await expect.poll(rows, patience).toBe(50);
  await page.getByRole("link", { name: "Older" }).click();
  await expect.poll(rows, patience).toBe(2);
  await page.getByRole("link", { name: "Newer" }).click();
  await expect.poll(rows, patience).toBe(50);
  await page.getByRole("checkbox", { name: "Select every order on this page" }).click();
  await bar().getByText("50 orders selected").waitFor();
  // Orders on another page are not selected, unless all matching orders are.
  await page.getByRole("link", { name: "Older" }).click();
  await expect.poll(rows, patience).toBe(2);
  expect(await bar().count()).toBe(0);
  await page.getByRole("checkbox", { name: "Select every order on this page" }).click();
  await bar()
    .getByRole("button", { name: `Select all ${MANY - 1} matching` })
    .click();
  await page.getByRole("link", { name: "Newer" }).click();
  await expect.poll(rows, patience).toBe(50);
  await bar()
    .getByText(`all ${MANY - 1} orders selected`, { exact: false })
    .waitFor();
  // Another list clears the selection.
  await tab(page, "All", MANY - 1).click();
  await page.waitForURL((url) => !url.searchParams.has("tab"));
  await expect.poll(() => bar().count(), patience).toBe(0);
  await tab(page, "Not pushed", MANY - 1).click();
  await page.waitForURL(/tab=not_pushed/);
  await page.getByRole("checkbox", { name: "Select every order on this page" }).click();
  await bar()
    .getByRole("button", { name: `Select all ${MANY - 1} matching` })
    .click();
  await bar().getByRole("button", { name: "Push…" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: `Push all ${MANY - 1} orders` })
    .click();
  await sees(page, `${MANY - 1} orders: ${MANY - 1} recorded`);
  // The list behind the dialog becomes empty as the orders are sent.
  await expect.poll(rows, { ...patience, timeout: 60_000 }).toBe(0);
  expect(await results().getByRole("listitem").count()).toBe(MANY - 1);
  await page.keyboard.press("Escape");
}, 180_000);

test("orders are selected and held with the keyboard only, even from the palette", async () => {
  const { name, orderId } = await order("LAMP-1", { tags: ["bulk-c"] });
  await list("tag=bulk-c");
  await page.getByRole("row").getByText(name).first().waitFor();
  // The page handles keys only a moment after its rows appear.
  const onRow = async () => {
    await page.keyboard.press("j");
    return page.evaluate(() => document.activeElement?.hasAttribute("data-order"));
  };
  await expect.poll(onRow, patience).toBe(true);
  await page.keyboard.press("x");
  await bar().getByText("1 order selected").waitFor();
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("option", { name: "Hold 1 order (selected)" }).waitFor();
  await page.keyboard.type("Hold 1");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Hold 1 order" });
  await dialog.getByLabel("Reason for the hold").focus();
  await page.keyboard.type("Ask the shopper first");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await results().getByText("Held: automatic push does not send the order until it is released.").waitFor();
  const [row] = await bench.sql`select note from order_hold where order_id = ${orderId}`;
  expect(row?.note).toBe("Ask the shopper first");
  await page.keyboard.press("Escape");
});

test("an order that leaves the list and comes back is not selected any more", async () => {
  const tags = ["bulk-f"];
  const [stays, returns] = [await order("LAMP-1", { tags }), await order("LAMP-1", { tags })];
  const ctx = bench.world.ctx();
  const hold = ({ orderId }: { orderId: string }) => holdOrder(ctx, { orderId, note: "Stock check" });
  for (const one of [stays, returns]) await hold(one);
  await list("tag=bulk-f&held=on_hold");
  await page.getByRole("checkbox", { name: "Select every order on this page" }).click();
  await bar().getByText("2 orders selected").waitFor();
  await releaseHold(ctx, { orderId: returns.orderId });
  await bar().getByText("1 order selected").waitFor();
  await hold(returns);
  const box = page.getByRole("checkbox", { name: `Select ${returns.name}` });
  await box.waitFor();
  expect(await box.isChecked()).toBe(false);
  await bar().getByText("1 order selected").waitFor();
  for (const { orderId } of [stays, returns]) await releaseHold(ctx, { orderId });
});

test("all matching orders are listed by number, and the dialog asks when their number changed", async () => {
  const tags = ["bulk-g"];
  const placed = [];
  for (let n = 0; n < 22; n += 1) placed.push(await order("LAMP-1", { tags }));
  await list("tag=bulk-g");
  await page.getByRole("checkbox", { name: `Select ${placed[0]?.name}` }).click();
  await bar().getByRole("button", { name: "Select all 22 matching" }).click();
  await bar().getByText("all 22 orders selected", { exact: false }).waitFor();
  for (let n = 0; n < 2; n += 1) placed.push(await order("LAMP-1", { tags }));
  await bar().getByRole("button", { name: "Hold…" }).click();
  const dialog = page.getByRole("dialog", { name: "Hold all 24 orders" });
  await dialog.getByRole("alert").getByText("24 orders match now (22 when you chose).").waitFor();
  await dialog.getByText("and 4 more").waitFor();
  await dialog.getByText(placed[23]?.name ?? "", { exact: true }).waitFor();
  expect(await violations(page)).toEqual([]);
  // An order that begins to match after the dialog has shown the numbers is not touched.
  const later = await order("LAMP-1", { tags });
  await dialog.getByLabel("Reason for the hold").fill("Stock check");
  await dialog.getByRole("button", { name: "Hold all 24 orders" }).click();
  await sees(page, "24 orders: 24 recorded");
  const [row] = await bench.sql`select held_at from "order" where id = ${later.orderId}`;
  expect(row?.held_at).toBeNull();
  await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
  for (const { orderId } of placed) await releaseHold(bench.world.ctx(), { orderId });
});

test("the button of a row pushes that row, also while others are selected", async () => {
  const tags = ["bulk-j"];
  const [other, own] = [await order("LAMP-1", { tags }), await order("LAMP-1", { tags })];
  await list("tag=bulk-j");
  await page.getByRole("checkbox", { name: `Select ${other.name}` }).click();
  const row = page.getByRole("row").filter({ hasText: own.name });
  await row.hover();
  await row.getByRole("button", { name: "Push…" }).click();
  await page.getByRole("dialog").getByText(own.name, { exact: true }).waitFor();
  expect(await page.getByRole("dialog").getByText(other.name, { exact: true }).count()).toBe(0);
  await page.keyboard.press("Escape");
});

test("a double click, Enter twice, and Back and Push again make one set of legs", async () => {
  const [clicked, typed] = [
    await order("LAMP-1", { tags: ["bulk-h"] }),
    await order("LAMP-1", { tags: ["bulk-i"] }),
  ];
  const legs = async ({ orderId }: { orderId: string }) =>
    (await bench.sql`select count(*)::int as n from push_leg where order_id = ${orderId}`)[0]?.n;
  const open = async () => {
    await page.getByRole("checkbox", { name: "Select every order on this page" }).click();
    await bar().getByRole("button", { name: "Push…" }).click();
    return page.getByRole("dialog").getByRole("button", { name: "Push 1 order" });
  };
  await list("tag=bulk-h");
  await (await open()).dblclick();
  // The result stays open, although the second click meets another button.
  await sees(page, "1 order: 1 recorded");
  expect(await legs(clicked)).toBe(1);
  await list("tag=bulk-i");
  await (await open()).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await sees(page, "1 order: 1 recorded");
  await page.goBack();
  // A page that is still loading would abort the way forward.
  await page.getByRole("link", { name: clicked.name, exact: true }).waitFor();
  await page.goForward();
  await page.getByRole("link", { name: typed.name, exact: true }).waitFor();
  await (await open()).click();
  await sees(page, "1 order: 1 not changed");
  expect(await legs(typed)).toBe(1);
  await page.keyboard.press("Escape");
});

test("the CSV export contains exactly the filtered orders", async () => {
  const { name } = await order("LAMP-1", { tags: ["bulk-d"] });
  await list("tag=bulk-d");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export CSV" }).click(),
  ]);
  const text = await readFile(await download.path(), "utf8");
  const records = text.trimEnd().split("\r\n");
  expect(records).toHaveLength(2);
  expect(records[1]).toContain(name);
  expect(download.suggestedFilename()).toMatch(/^orders-\d{4}-\d\d-\d\d\.csv$/);
});
