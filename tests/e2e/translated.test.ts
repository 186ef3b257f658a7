import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { holdOrder } from "@/lib/services/orders/hold-order";
import { type Bench, patience, startBench } from "@/testing/stack/bench";

let bench: Bench;
let page: Page;
const problems: string[] = [];

/** React renders a page again that was translated before React took it over. It reports that, but nothing breaks. */
const TOO_EARLY = /React error #418/;

beforeAll(async () => {
  bench = await startBench({ subscribed: true });
  page = await bench.signedIn(await bench.person("operator"));
  page.on("pageerror", ({ message }) => {
    if (!TOO_EARLY.test(message)) problems.push(message);
  });
}, 300_000);
afterAll(() => bench?.stop());

/**
 * Translates the page as Chrome does: each text that may be translated is replaced by two nested font elements with
 * another text. `moves` keeps the text inside of them, as other translators do.
 */
async function translate(moves: boolean): Promise<number> {
  return page.evaluate((isMoved) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    let count = 0;
    for (const text of texts) {
      const parent = text.parentElement;
      if (!parent || !text.data.trim() || parent.closest("[translate=no],script,style,font")) continue;
      const [outer, inner] = [document.createElement("font"), document.createElement("font")];
      outer.append(inner);
      if (isMoved) {
        text.replaceWith(outer);
        inner.append(text);
      } else {
        inner.textContent = `«${text.data}»`;
        text.replaceWith(outer);
      }
      count += 1;
    }
    return count;
  }, moves);
}

const tabTo = (name: string) =>
  page.getByRole("navigation", { name: "Push status" }).locator(`a[href*="tab=${name}"]`);

const alive = async () => {
  expect(problems).toEqual([]);
  expect(await page.getByText("Something went wrong", { exact: false }).count()).toBe(0);
};

for (const moves of [false, true]) {
  const how = moves ? "moved into other elements" : "replaced by other elements";

  test(`a list whose texts were ${how} follows live updates, tabs, filters and a push`, async () => {
    const tags = [`translated-${moves}`, "hold"];
    const line = { lineItems: [{ sku: "LAMP-1", quantity: 1 }], tags };
    const first = await bench.world.place(line);
    await page.goto(`${bench.stack.origin}/orders?tag=translated-${moves}`);
    const row = (name: string) => page.getByRole("row").filter({ hasText: name });
    await row(first.name).waitFor();
    expect(await translate(moves)).toBeGreaterThan(30);
    const second = await bench.world.place({ ...line, paid: false });
    await row(second.name).waitFor();
    await translate(moves);
    const id = first.gid.split("/").at(-1);
    const [stored] = await bench.sql`select id from "order" where shopify_gid = ${first.gid}`;
    const [other] = await bench.sql`select id from "order" where shopify_gid = ${second.gid}`;
    await holdOrder(bench.world.ctx(), { orderId: String(other?.id), note: "Stock check" });
    await page.getByRole("checkbox", { name: "Select every order on this page" }).click();
    const bar = page.getByRole("region", { name: "Selected orders" });
    await bar.waitFor();
    await translate(moves);
    await page.getByRole("checkbox", { name: `Select ${second.name}` }).click();
    await tabTo("not_pushed").click();
    await page.waitForURL(/tab=not_pushed/);
    await translate(moves);
    await page.getByRole("checkbox", { name: `Select ${first.name}` }).click();
    await bar.getByRole("button", { name: /Push…/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(first.name, { exact: true }).waitFor();
    await translate(moves);
    await dialog.getByRole("button", { name: /Push 1 order/ }).click();
    await expect
      .poll(
        async () => (await bench.sql`select 1 from push_leg where order_id = ${stored?.id}`).length,
        patience,
      )
      .toBe(1);
    await translate(moves);
    await page.keyboard.press("Escape");
    await bench.stack.sandbox.post(`/shops/${bench.world.destination.domain}/orders/${id}/cancel`, {});
    await tabTo("cancelled").click();
    await row(first.name).waitFor();
    await alive();
  });

  test(`an order's page whose texts were ${how} follows live updates and a push`, async () => {
    const placed = await bench.world.place({
      lineItems: [
        { sku: "LAMP-1", quantity: 1 },
        { sku: "POSTER-1", quantity: 1 },
      ],
      tags: ["hold"],
    });
    const orderId = await bench.world.ingest(placed.gid);
    await page.goto(`${bench.stack.origin}/orders/${orderId}`);
    await page.getByRole("heading", { name: placed.name }).waitFor();
    expect(await translate(moves)).toBeGreaterThan(30);
    await page.getByRole("button", { name: /Push .*…/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: /Push to/ }).waitFor();
    await translate(moves);
    await dialog.getByRole("button", { name: /Push to/ }).click();
    await page.getByText("send or look-up", { exact: false }).first().waitFor();
    await translate(moves);
    const id = placed.gid.split("/").at(-1);
    await bench.stack.sandbox.post(`/shops/${bench.world.destination.domain}/orders/${id}/cancel`, {});
    await page.getByText("Cancelled", { exact: false }).first().waitFor();
    await translate(moves);
    await page
      .getByRole("link", { name: /Orders/ })
      .first()
      .click();
    await page.waitForURL(/\/orders(\?|$)/);
    await alive();
  });
}

test("names, numbers, SKUs, tags, addresses and amounts are not translated; words of the portal may be", async () => {
  const placed = await bench.world.place({
    lineItems: [{ sku: "LAMP-1", quantity: 1 }],
    tags: ["hold"],
    email: "koch@example.com",
    customer: { firstName: "Robert", lastName: "Koch" },
  });
  const orderId = await bench.world.ingest(placed.gid);
  await page.goto(`${bench.stack.origin}/orders/${orderId}`);
  await page.getByRole("heading", { name: placed.name }).waitFor();
  await translate(false);
  for (const text of [placed.name, "LAMP-1", "hold", "Robert Koch", "Hafenstraße 1"])
    expect(await page.getByText(text, { exact: true }).count(), text).toBeGreaterThan(0);
  await page.getByText("«Shipping address»").waitFor();
  await page.goto(`${bench.stack.origin}/orders`);
  await page.getByRole("row").filter({ hasText: placed.name }).waitFor();
  await translate(false);
  const row = page.getByRole("row").filter({ hasText: placed.name });
  for (const text of [placed.name, "hold", "Robert Koch"])
    expect(await row.getByText(text, { exact: true }).count(), text).toBeGreaterThan(0);
  await page.getByRole("columnheader", { name: "«Customer»" }).waitFor();
});
