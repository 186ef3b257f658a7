import type { Page } from "playwright-core";
import { numberOf } from "../demo/number-of";
import type { DemoOrder } from "../demo/order-types";

/** One screenshot: the page, and the actions before it is taken. */
type Scene = {
  name: string;
  /** The path of the page; without it, `prepare` opens the page. */
  path?: string;
  prepare?: (page: Page, origin: string) => Promise<void>;
  /** Taken while signed out. */
  outside?: boolean;
  /** Taken on wide screens only. */
  wide?: boolean;
  /** Taken with JavaScript off, which shows the loading state of a streamed page. */
  loading?: boolean;
};

const eu = "northlight-eu.myshopify.com";
const uk = "northlight-uk.myshopify.com";
const us = "kestrel-outdoor.myshopify.com";
const gulf = "dar-al-yasmin.myshopify.com";
const japan = "sakura-stationery.myshopify.com";

const toOrder =
  (domain: string, matches: (order: DemoOrder) => boolean) =>
  async (page: Page, origin: string): Promise<void> => {
    const number = numberOf(domain, matches);
    await page.goto(`${origin}/orders?tab=all&q=${encodeURIComponent(number)}`);
    await page.getByRole("link", { name: number, exact: true }).first().click();
    await page.waitForURL(/\/orders\/ord_/);
  };

const isOpen = ({ push, event, paid, noAddress, test, free }: DemoOrder) =>
  !push && !event && paid !== false && !noAddress && !test && !free;
const fault = (kind: string) => (order: DemoOrder) => order.push?.fault === kind && !order.push.skip;
const follows = (at: string, action: string) => (order: DemoOrder) =>
  order.push?.follows?.at === at && order.push.follows.event.action === action;

const orderScenes: [name: string, find: (page: Page, origin: string) => Promise<void>][] = [
  ["order-open", toOrder(eu, (order) => isOpen(order) && order.lines.length > 2)],
  ["order-partly", toOrder(eu, (order) => typeof order.push?.to === "object")],
  ["order-pushed", toOrder(japan, (order) => order.push?.to === "all" && !order.push.follows)],
  ["order-refused", toOrder(uk, fault("order-refused"))],
  ["order-out-of-stock", toOrder(eu, fault("inventory-claim-failed"))],
  ["order-uncertain", toOrder(uk, fault("reply-lost-before-commit"))],
  ["order-found-again", toOrder(uk, fault("reply-lost-after-commit"))],
  ["order-parked", toOrder(us, fault("http-402"))],
  ["order-ended-by-supplier", toOrder(eu, follows("source", "cancel"))],
  ["order-shipped-by-supplier", toOrder(gulf, follows("source", "fulfill"))],
  ["order-cancelled-after-push", toOrder(gulf, follows("destination", "cancel"))],
  ["order-edited-after-push", toOrder(eu, follows("destination", "edit"))],
  ["order-given-up", toOrder(eu, (order) => order.push?.skip !== undefined)],
  ["order-unpaid", toOrder(gulf, (order) => order.paid === false && !order.push)],
  ["order-held", toOrder(eu, (order) => order.hold !== undefined)],
  ["order-no-address", toOrder(gulf, (order) => order.noAddress === true)],
  ["order-cancelled", toOrder(eu, (order) => order.event?.action === "cancel")],
];

const tabs = ["all", "not_pushed", "partially_pushed", "pushed", "cancelled", "attention"];

/** Every page and state of the portal that the sample data can show. */
export const scenes: Scene[] = [
  { name: "sign-in", path: "/sign-in", outside: true },
  { name: "sign-in-expired", path: "/sign-in?why=expired", outside: true },
  { name: "sign-in-refused", path: "/sign-in", outside: true, prepare: signInWrongly },
  { name: "orders-loading", path: "/orders?tab=all", loading: true },
  { name: "orders-of-a-merchant", path: "/orders?tab=all", prepare: chooseMerchant, wide: true },
  ...tabs.map((tab): Scene => ({ name: `orders-${tab}`, path: `/orders?tab=${tab}` })),
  { name: "orders-filtered", path: "/orders?tab=all&payment=PAID&tag=gift" },
  { name: "orders-search", path: `/orders?tab=all&q=${encodeURIComponent("فاطمة")}` },
  { name: "orders-no-match", path: "/orders?tab=all&q=nobody-of-that-name" },
  { name: "orders-columns", path: "/orders?tab=all", prepare: press("Display"), wide: true },
  { name: "orders-views", path: "/orders?tab=all", prepare: press("Views"), wide: true },
  { name: "orders-filter-menu", path: "/orders?tab=all", prepare: press("Filter") },
  { name: "orders-selected", path: "/orders?tab=not_pushed", prepare: select },
  {
    name: "orders-palette",
    path: "/orders?tab=all",
    prepare: pressKey("ControlOrMeta+k"),
  },
  {
    name: "orders-shortcuts",
    path: "/orders?tab=all",
    prepare: pressKey("?"),
    wide: true,
  },
  ...orderScenes.map(([name, prepare]): Scene => ({ name, prepare })),
  { name: "push-dialog", prepare: pushDialog },
  { name: "push-some", prepare: pushSome },
  { name: "send-input-and-answer", prepare: inputAndAnswer },
  { name: "orders-all-matching", path: "/orders?tab=not_pushed", prepare: selectMatching },
  { name: "orders-hold-dialog", path: "/orders?tab=not_pushed", prepare: holdDialog },
  { name: "today", path: "/today" },
  { name: "stores", path: "/stores" },
  { name: "store-settings", path: "/stores", prepare: firstStore },
  { name: "store-health", path: "/stores", prepare: storeHealth },
  { name: "store-before-automatic-push", path: "/stores", prepare: beforeAutomaticPush },
  { name: "store-pause-dialog", path: "/stores", prepare: pauseDialog },
  { name: "merchants", path: "/merchants" },
  { name: "first-steps", path: "/first-steps" },
  { name: "connect-store", path: "/stores/connect" },
  {
    name: "connect-store-refused",
    path: "/stores/connect?failed=fewer_scopes&scopes=read_fulfillments,read_locations",
  },
  { name: "shopify-apps", path: "/apps" },
  { name: "people", path: "/people" },
  { name: "people-invite", path: "/people", prepare: press("Invite a member") },
  { name: "account", path: "/account" },
  { name: "invitation-unknown", path: "/invite/none", outside: true },
  { name: "reset-unknown", path: "/reset/none", outside: true },
  { name: "deliveries", path: "/deliveries" },
  { name: "jobs", path: "/jobs" },
  { name: "not-found", path: "/no-such-page" },
  { name: "order-not-found", path: "/orders/ord_nobody" },
  // Last, because they change the data or the browser.
  { name: "orders-bulk-result", path: "/orders?tab=not_pushed&sort=date-asc", prepare: bulkResult },
  { name: "offline", path: "/orders?tab=all", prepare: offline },
];

async function signInWrongly(page: Page): Promise<void> {
  await page.getByLabel("E-mail", { exact: true }).fill("nobody@harbour.example");
  await page.getByLabel("Password", { exact: true }).fill("a wrong one");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByText(/do not match/).waitFor();
}

function press(name: string) {
  return (page: Page) => page.getByRole("button", { name, exact: true }).first().click();
}

/** Presses a key until the dialog opens, because a page handles keys only a moment after it appears. */
function pressKey(key: string) {
  return async (page: Page): Promise<void> => {
    for (let tries = 0; tries < 20 && (await page.getByRole("dialog").count()) === 0; tries += 1) {
      await page.keyboard.press(key);
      await page.waitForTimeout(250);
    }
    await page.getByRole("dialog").waitFor();
  };
}

async function select(page: Page): Promise<void> {
  const boxes = page.getByRole("checkbox", { name: /^Select #|^Select [A-Z]/ });
  for (const index of [0, 1, 2]) await boxes.nth(index).click();
}

async function pushDialog(page: Page, origin: string): Promise<void> {
  await toOrder(eu, (order) => isOpen(order) && order.lines.length > 2)(page, origin);
  await page.getByRole("button", { name: /^Push/ }).first().click();
  await page.getByRole("dialog").getByText("field by field").first().waitFor();
}

async function pushSome(page: Page, origin: string): Promise<void> {
  await pushDialog(page, origin);
  const dialog = page.getByRole("dialog");
  await dialog
    .getByRole("checkbox", { name: /^Push / })
    .first()
    .click();
  await dialog.getByText("field by field").last().click();
}

async function inputAndAnswer(page: Page, origin: string): Promise<void> {
  await toOrder(eu, fault("inventory-claim-failed"))(page, origin);
  await page
    .getByText(/sends? (or|and) look-ups?/)
    .first()
    .click();
  await page.getByRole("button", { name: "Input and answer" }).first().click();
  await page.getByRole("dialog").getByText("Answer", { exact: true }).first().waitFor();
}

async function selectMatching(page: Page): Promise<void> {
  const boxes = page.getByRole("checkbox", { name: /^Select #|^Select [A-Z]/ });
  await boxes.nth(1).click();
  await page.getByRole("button", { name: /^Select all .* matching$/ }).click();
}

async function holdDialog(page: Page): Promise<void> {
  await select(page);
  await page.getByRole("button", { name: "Hold…" }).click();
  await page.getByRole("dialog").waitFor();
}

async function bulkResult(page: Page): Promise<void> {
  await select(page);
  await page.getByRole("region", { name: "Selected orders" }).getByRole("button", { name: "Push…" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Push 3 orders$/ })
    .click();
  await page.getByRole("list", { name: "Result per order" }).waitFor();
}

async function offline(page: Page): Promise<void> {
  await page.context().setOffline(true);
  await page.getByText("You are offline.", { exact: false }).waitFor();
}

async function firstStore(page: Page): Promise<void> {
  await page.getByRole("main").getByRole("link", { name: "Northlight Europe" }).first().click();
  await page.waitForURL(/\/stores\/sto_/);
}

/** The connection of a store, checked now, below its settings. */
async function storeHealth(page: Page): Promise<void> {
  await firstStore(page);
  await page.getByRole("button", { name: "Check now", exact: true }).click();
  await page.getByText(/^Checked: |repaired\.$/).waitFor();
  await page.getByRole("heading", { name: "Connection with Shopify" }).scrollIntoViewIfNeeded();
}

/** Turns the switch of a store whose automatic push is off, and waits for what the suppliers' orders show. */
async function beforeAutomaticPush(page: Page): Promise<void> {
  await firstStore(page);
  await page.getByRole("switch", { name: "Push new orders automatically" }).click();
  await page.getByText("No other app pushed orders of this store in the last 7 days.").waitFor();
}

/** The question before a connection is paused, with its orders in flight. */
async function pauseDialog(page: Page): Promise<void> {
  await firstStore(page);
  await page
    .getByRole("region", { name: "Suppliers" })
    .getByRole("button", { name: /^Pause / })
    .first()
    .click();
  await page.getByRole("dialog").getByRole("region", { name: "Orders in flight" }).waitFor();
}

async function chooseMerchant(page: Page): Promise<void> {
  const scope = page.getByRole("combobox", { name: "Show" });
  await scope.selectOption({ label: "Northlight Living" });
  await page.waitForURL(/merchant=/);
}
