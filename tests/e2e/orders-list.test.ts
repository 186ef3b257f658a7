import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Bench, sees, startBench, tab } from "@/testing/stack/bench";
import { violations } from "./axe";

let bench: Bench;
let page: Page;
/** The orders' numbers by purpose. */
const numbers: Record<string, string> = {};

beforeAll(async () => {
  bench = await startBench({ subscribed: false });
  const begun = Date.now();
  for (const [n, [name, order]] of Object.entries({
    vip: { lineItems: [{ sku: "LAMP-1", quantity: 1 }], tags: ["VIP"] },
    unpaid: { lineItems: [{ sku: "MUG-1", quantity: 1 }], tags: ["Wholesale"], paid: false },
    dear: { lineItems: [{ sku: "LAMP-1", quantity: 5 }], tags: ["VIP", "gift"] },
    unsynced: { lineItems: [{ sku: "POSTER-1", quantity: 1 }], tags: [] },
    nowhere: { lineItems: [{ sku: "MUG-1", quantity: 1 }], tags: [], shippingAddress: null },
  }).entries()) {
    // Each order has a different second, because Shopify's times are whole seconds.
    const createdAt = new Date(begun + (n - 6) * 1_000).toISOString();
    const placed = await bench.world.place({ ...order, createdAt });
    await bench.world.ingest(placed.gid);
    numbers[name] = placed.name;
  }
  page = await bench.signedIn(await bench.person("operator"));
});
afterAll(() => bench?.stop());

const url = (path: string) => `${bench.stack.origin}${path}`;
const query = () => new URL(page.url()).searchParams;
const shown = (on = page) => on.locator("tr[data-order] td:nth-child(2) a").allTextContents();
const rows = (...names: string[]) =>
  expect.poll(() => shown()).toEqual(names.map((name) => numbers[name] ?? name));
const popover = (on: Page, name: string): Locator => on.getByRole("dialog", { name, exact: true });
const button = (on: Page | Locator, name: string): Locator => on.getByRole("button", { name, exact: true });

/** Opens a menu. Clicks again if the page was not interactive yet. */
async function opened(on: Page, name: string, title: string): Promise<Locator> {
  const panel = popover(on, title);
  const content = async () => {
    if (!(await panel.isVisible())) await button(on, name).click();
    return panel.locator("a,button,input").count();
  };
  await expect.poll(content, { timeout: 10_000 }).toBeGreaterThan(0);
  return panel;
}

async function addFilter(name: string, fill: (form: Locator) => Promise<void>): Promise<void> {
  await button(await opened(page, "Filter", "Filter by"), name).click();
  const form = popover(page, `Filter by ${name.toLowerCase()}`);
  await fill(form);
  await button(form, "Apply").click();
  await form.waitFor({ state: "detached" });
}

describe("filters", () => {
  test("are shown as chips and stored in the URL, and Back removes them one by one", async () => {
    await page.goto(url("/orders"));
    await rows("nowhere", "unsynced", "dear", "unpaid", "vip");
    await addFilter("Tag", (form) => form.getByRole("checkbox", { name: "VIP" }).check());
    await rows("dear", "vip");
    await tab(page, "All", 2).waitFor();
    await addFilter("Amount paid", async (form) => {
      await form.getByLabel("At least").fill("50,5");
    });
    await rows("dear");
    expect([...query()]).toEqual([
      ["tag", "VIP"],
      ["paid_min", "50.5"],
    ]);
    await page.getByRole("button", { name: "Amount paid: 50.5 or more" }).waitFor();
    await page.goBack();
    await rows("dear", "vip");
    await page.goBack();
    await rows("nowhere", "unsynced", "dear", "unpaid", "vip");
    await page.goForward();
    await page.getByRole("link", { name: "Remove the filter Tag: VIP" }).click();
    await rows("nowhere", "unsynced", "dear", "unpaid", "vip");
    expect([...query()]).toEqual([]);
  });

  test("match by hold reason, by payment and by a typed tag", async () => {
    await page.goto(url("/orders"));
    await addFilter("Held because", (form) =>
      form.getByRole("checkbox", { name: "No shipping address" }).check(),
    );
    await rows("nowhere");
    await page.goto(url("/orders?payment=PENDING"));
    await rows("unpaid");
    const form = await opened(page, "Payment: Pending", "Filter by payment");
    await form.getByRole("checkbox", { name: "Pending" }).uncheck();
    await form.getByRole("checkbox", { name: "Paid", exact: true }).check();
    await button(form, "Apply").click();
    await rows("nowhere", "unsynced", "dear", "vip");
    await addFilter("Tag", async (tags) => {
      await tags.getByLabel("Tag: find or type one").fill("gif");
    });
    await rows("dear");
    expect(query().get("tag")).toBe("gift");
  });

  test("match by supplier, by day and by store", async () => {
    const { sourceB, destination } = bench.world;
    await page.goto(url(`/orders?supplier=${sourceB.storeId}&date=today&store=${destination.storeId}`));
    await rows("nowhere", "unpaid");
    await page.getByRole("button", { name: "Date: Today" }).waitFor();
    await page.goto(url("/orders?date=yesterday"));
    await sees(page, "No order matches");
    await page.goto(url("/orders?to=2020-01-01&supplier=str_unknown"));
    await page.getByRole("button", { name: "Supplier: a store that you do not see" }).waitFor();
  });

  test("without a match offer to clear them", async () => {
    await page.goto(url("/orders?tab=not_pushed&tag=nobody&q=lamp"));
    await sees(page, "No order matches");
    await page.getByRole("link", { name: "Clear search and filters" }).click();
    await tab(page, "Not pushed", 4).waitFor();
    expect([...query()]).toEqual([["tab", "not_pushed"]]);
  });
});

test("orders that need attention have their own tab", async () => {
  await page.goto(url("/orders"));
  await tab(page, "Needs attention", 1).click();
  await rows("nowhere");
  await page.getByText(/^Orders that wait for a user/).waitFor();
});

test("the list sorts by date and amount in both directions, and the URL contains the sorting", async () => {
  await page.goto(url("/orders"));
  await page.getByRole("columnheader", { name: "Amount paid" }).getByRole("link").click();
  await expect.poll(() => query().get("sort")).toBe("paid-desc");
  await expect.poll(async () => (await shown())[0]).toBe(numbers.dear);
  const head = page.getByRole("columnheader", { name: "Amount paid" });
  expect(await head.getAttribute("aria-sort")).toBe("descending");
  await head.getByRole("link").click();
  await expect.poll(async () => (await shown())[0]).toBe(numbers.unpaid);
  await (await opened(page, "Display", "Display")).getByRole("link", { name: "Oldest first" }).click();
  await rows("vip", "unpaid", "dear", "unsynced", "nowhere");
  await page.goBack();
  await expect.poll(async () => (await shown())[0]).toBe(numbers.unpaid);
});

test("Back returns from a search to the list before it", async () => {
  await page.goto(url("/orders?tag=VIP"));
  const search = page.getByRole("textbox", { name: /^Search orders/ });
  await search.pressSequentially(`${numbers.vip}`, { delay: 30 });
  await rows("vip");
  await page.goBack();
  await rows("dear", "vip");
  await expect.poll(() => search.inputValue()).toBe("");
});

test("columns and density are stored for each user separately", async () => {
  const saved = () =>
    page.waitForResponse((response) => response.request().method() === "POST" && response.ok());
  await page.goto(url("/orders"));
  const height = async (on: Page) =>
    (await on.locator("tr[data-order]", { hasText: numbers.vip ?? "" }).boundingBox())?.height ?? 0;
  await expect.poll(() => height(page)).toBeGreaterThan(33);
  const display = await opened(page, "Display", "Display");
  await Promise.all([saved(), display.getByRole("checkbox", { name: "Tags" }).uncheck()]);
  await Promise.all([saved(), display.getByRole("checkbox", { name: "Compact rows" }).check()]);
  const fresh = await page.context().newPage();
  await fresh.goto(url("/orders"));
  await fresh.getByRole("columnheader", { name: "Customer" }).waitFor();
  expect(await fresh.getByRole("columnheader", { name: "Tags" }).count()).toBe(0);
  await expect.poll(() => height(fresh)).toBe(32);
  await fresh.close();
  const other = await bench.signedIn(await bench.person("viewer"));
  await other.getByRole("columnheader", { name: "Tags" }).waitFor();
  await Promise.all([saved(), display.getByRole("checkbox", { name: "Tags" }).check()]);
  await page.getByRole("columnheader", { name: "Tags" }).waitFor();
  await Promise.all([saved(), display.getByRole("checkbox", { name: "Compact rows" }).uncheck()]);
});

test("a view is saved, shared, renamed and deleted by its user; other users can only open it", async () => {
  await page.goto(url("/orders?tab=not_pushed&tag=VIP&sort=paid-desc"));
  const views = await opened(page, "Views", "Saved views");
  await views.getByText(/^No saved views yet/).waitFor();
  await button(views, "Save this list as a view…").click();
  await views.getByLabel("Name").fill("Dear ones first");
  await button(views, "Save").click();
  await views.getByRole("link", { name: "Dear ones first" }).waitFor();

  const viewer = await bench.signedIn(await bench.person("viewer"));
  const theirs = await opened(viewer, "Views", "Saved views");
  await theirs.getByText(/^No saved views yet/).waitFor();
  await button(theirs, "Save this list as a view…").click();
  expect(await theirs.getByLabel(/^Share with/).count()).toBe(0);

  await button(views, "Change Dear ones first").click();
  await views.getByLabel("Name").fill("VIP");
  await views.getByLabel(/^Share with/).check();
  await button(views, "Save").click();
  await views.getByText("Shared by you").waitFor();
  await button(views, "Save this list as a view…").click();
  await views.getByLabel("Name").fill("VIP");
  await button(views, "Save").click();
  await views.getByText("You have a view with this name already. Choose another name.").waitFor();
  await page.keyboard.press("Escape");

  await viewer.goto(url("/orders"));
  await opened(viewer, "Views", "Saved views");
  const link = theirs.getByRole("link", { name: /^VIP/ });
  await link.getByText("Shared by Test operator").waitFor();
  expect(await button(theirs, "Change VIP").count()).toBe(0);
  await link.click();
  await viewer.waitForURL(url("/orders?tab=not_pushed&tag=VIP&sort=paid-desc"));
  await viewer.getByRole("button", { name: "Tag: VIP" }).waitFor();
  expect(await viewer.locator("tr[data-order]").count()).toBe(2);

  await opened(page, "VIP", "Saved views");
  await button(views, "Change VIP").click();
  await button(views, "Delete").click();
  await views.getByText(/^No saved views yet/).waitFor();
  await page.keyboard.press("Escape");
});

test("the orders list on a phone has every menu, and nothing is wider than the screen", async () => {
  const phone = await page.context().newPage();
  await phone.setViewportSize({ width: 390, height: 800 });
  await phone.goto(url("/orders?payment=PAID&payment=PENDING&payment=VOIDED&payment=REFUNDED&paid_max=900"));
  await phone.getByRole("link", { name: numbers.dear, exact: true }).waitFor();
  expect(await phone.locator("table").isVisible()).toBe(false);
  for (const [name, title] of [
    ["Filter", "Filter by"],
    ["Views", "Saved views"],
    ["Display", "Display"],
  ] as const) {
    const box = await (await opened(phone, name, title)).boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(390);
    await phone.keyboard.press("Escape");
  }
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect(await violations(phone)).toEqual([]);
  await phone.close();
});

test("a filter is added and removed with the keyboard only", async () => {
  await page.goto(url("/orders"));
  await rows("nowhere", "unsynced", "dear", "unpaid", "vip");
  await opened(page, "Filter", "Filter by");
  await page.keyboard.press("Escape");
  await button(page, "Filter").focus();
  await page.keyboard.press("Enter");
  await popover(page, "Filter by").waitFor();
  await button(popover(page, "Filter by"), "Payment").focus();
  await page.keyboard.press("Enter");
  await popover(page, "Filter by payment").getByRole("checkbox", { name: "Pending" }).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await rows("unpaid");
  await page.getByRole("link", { name: /^Remove the filter Payment/ }).focus();
  await page.keyboard.press("Enter");
  await rows("nowhere", "unsynced", "dear", "unpaid", "vip");
});

describe("axe finds nothing", () => {
  const still = async (path: string) => {
    const quiet = await page.context().newPage();
    await quiet.route("**/api/live", (route) => route.abort());
    await quiet.goto(url(path));
    await quiet.getByRole("heading").first().waitFor();
    return quiet;
  };

  test.each([
    ["in a filtered list", "/orders?tag=VIP&payment=PAID&paid_min=1&date=30d&sort=paid-asc"],
    ["where nothing matches", "/orders?tag=nobody"],
    ["beyond the end of the list", "/orders?after=0_ord_0"],
  ])("%s", async (_, path) => {
    const quiet = await still(path);
    expect(await violations(quiet)).toEqual([]);
    await quiet.close();
  });

  const open =
    (first: string, title: string, ...names: string[]) =>
    async (on: Page) => {
      await opened(on, first, title);
      for (const name of names) await button(on, name).click();
    };
  test.each([
    ["the filters", open("Filter", "Filter by")],
    ["a filter's values", open("Filter", "Filter by", "Payment")],
    ["days", open("Filter", "Filter by", "Date")],
    ["the display menu", open("Display", "Display")],
    ["the form of a view", open("Views", "Saved views", "Save this list as a view…")],
  ])("in %s", async (_, act) => {
    const quiet = await still("/orders?tag=VIP");
    await act(quiet);
    await quiet.getByRole("dialog").waitFor();
    expect(await violations(quiet)).toEqual([]);
    await quiet.close();
  });
});
