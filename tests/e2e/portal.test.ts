import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bench, fillSignIn, type Person, sees, startBench, tab } from "@/testing/stack/bench";
import { createWorld, MAPPED_A, MAPPED_B, UNMAPPED, type World } from "@/testing/stack/world";

const HTML = '<img src=x onerror="window.pwned=1"><b>bold</b>';

let bench: Bench;
let operator: Person;
let owner: Person;
let orderId: string;
let foreign: World;
let foreignOrderId: string;

beforeAll(async () => {
  bench = await startBench({ subscribed: false });
  [operator, owner] = [await bench.person("operator"), await bench.person("owner")];
  const placed = await bench.world.place({
    lineItems: [
      { sku: MAPPED_A, quantity: 2 },
      { sku: MAPPED_B, quantity: 1 },
      { sku: UNMAPPED, quantity: 1 },
    ],
    note: HTML,
    tags: ["<i>tag</i>", "vip", "third"],
  });
  orderId = await bench.world.ingest(placed.gid);
  foreign = await createWorld(bench.tools, bench.stack.sandbox);
  foreignOrderId = await foreign.ingest((await foreign.place()).gid);
});
afterAll(() => bench?.stop());

const url = (path: string) => `${bench.stack.origin}${path}`;

test("a wrong password and an unknown e-mail get the same answer, and too many attempts are refused", async () => {
  const page = await bench.newPage();
  const alert = page.getByRole("alert").filter({ hasText: /./ }).first();
  const answers: string[] = [];
  const victim = await bench.person("viewer");
  for (const email of [victim.email, "nobody@harbour.example"]) {
    await page.goto(url("/sign-in"));
    await fillSignIn(page, { email, password: "wrong" });
    await alert.waitFor();
    answers.push(await alert.innerText());
  }
  expect(answers[0]).toContain("do not match");
  expect(answers[1]).toBe(answers[0]);
  for (let attempt = 0; attempt < 8; attempt += 1) {
    await page.goto(url("/sign-in"));
    await fillSignIn(page, { email: victim.email, password: "wrong" });
    await alert.waitFor();
  }
  await page.goto(url("/sign-in"));
  await fillSignIn(page, victim);
  await alert.waitFor();
  expect(await alert.innerText()).toMatch(/^Too many attempts\. Try again in \d+ minutes?\.$/);
});

test("a revoked or expired session leads to the sign-in page with the reason", async () => {
  for (const [change, sentence] of [
    [bench.sql`update session set revoked_at = now()`, "Your session was ended. Sign in again."],
    [bench.sql`update session set expires_at = now()`, "Your session has expired. Sign in again."],
  ] as const) {
    const page = await bench.signedIn(operator);
    await page.goto(url(`/orders/${orderId}`));
    await change;
    await page.goto(url(`/orders/${orderId}`));
    await sees(page, sentence);
    expect(await page.locator("body").innerText()).not.toContain("#1001");
    const answer = await page.request.get(url(`/api/orders/${orderId}/preview`));
    expect(answer.status()).toBe(401);
    await bench.sql`delete from session`;
  }
});

test("a user whose role this version does not know has no access and is told so", async () => {
  const page = await bench.signedIn(operator);
  const change = (from: string, to: string) => bench.sql`
    update membership set role = ${to} from "user" u
    where u.id = user_id and u.email = ${operator.email} and role = ${from}`;
  // As after an update that adds a role, while this version is still running.
  await bench.sql`alter table membership drop constraint membership_role`;
  await change("operator", "supervisor");
  await page.goto(url(`/orders/${orderId}`));
  await sees(page, /^Your role is not known to this version of Crossdock/);
  expect(await page.locator("body").innerText()).not.toContain("#1001");
  expect((await page.request.get(url(`/api/orders/${orderId}/preview`))).status()).toBe(401);
  await change("supervisor", "operator");
  await page.goto(url(`/orders/${orderId}`));
  await sees(page, "#1001");
});

test("signing out ends the session for every copy of its cookie", async () => {
  const page = await bench.signedIn(operator);
  const cookies = await page.context().cookies();
  await page.getByRole("button", { name: "Sign out" }).click();
  await sees(page, "You are signed out.");
  await page.context().addCookies(cookies);
  await page.goto(url("/orders"));
  await sees(page, "Your session was ended. Sign in again.");
});

test("the orders list shows every column, and HTML is shown as text", async () => {
  const page = await bench.signedIn(operator);
  await tab(page, "All", 1).waitFor();
  const row = page.getByRole("row").filter({ hasText: "#1001" });
  const text = await row.innerText();
  for (const part of ["2 of 3", "<i>tag</i>", "third", "+1", "Unfulfilled"]) expect(text).toContain(part);
  await row.getByRole("link", { name: "#1001" }).click();
  await sees(page, HTML);
  expect(await page.evaluate(() => Reflect.get(window, "pwned"))).toBeUndefined();
  await page.getByRole("region", { name: "Not synced" }).getByText("Not mapped to a source store").waitFor();
});

test("search matches the beginning of numbers, tags and SKUs, and says when nothing matches", async () => {
  const page = await bench.signedIn(operator);
  await page.keyboard.press("/");
  const box = page.getByRole("textbox", { name: /Search orders/ });
  for (const words of ["1001", "#1001", "vip", "lamp", "vip 1001"]) {
    await box.fill(words);
    await page.waitForURL((to) => to.searchParams.get("q") === words);
    await page.getByRole("link", { name: "#1001", exact: true }).waitFor();
  }
  await box.fill("vip nothing-such");
  await sees(page, "No order matches");
});

test("another organization's order, store and preview are not found", async () => {
  const page = await bench.signedIn(owner);
  for (const path of [
    `/orders/${foreignOrderId}`,
    `/stores/${foreign.destination.storeId}`,
    "/orders/ord_none",
  ]) {
    await page.goto(url(path));
    await sees(page, "There is nothing here");
  }
  const answer = await page.request.get(url(`/api/orders/${foreignOrderId}/preview`));
  expect(answer.status()).toBe(404);
  await page.goto(url("/orders"));
  await tab(page, "All", 1).waitFor();
});

test("a viewer sees orders but cannot push: there is no button, and the action refuses", async () => {
  const body = await pushRequestOf(operator);
  const page = await bench.signedIn(await bench.person("viewer"));
  await page.goto(url(`/orders/${orderId}`));
  await page.getByRole("heading", { name: "#1001" }).waitFor();
  expect(await page.getByRole("button", { name: /Push/ }).count()).toBe(0);
  const before = await bench.sql`select count(*)::int as n from push`;
  const send = (origin: string) =>
    page.request.post(url(`/orders/${orderId}`), { headers: { ...body.headers, origin }, data: body.data });
  expect(await (await send(bench.stack.origin)).text()).toContain('"forbidden"');
  expect((await page.request.get(url(`/api/orders/${orderId}/preview`))).status()).toBe(403);
  expect(await bench.sql`select count(*)::int as n from push`).toEqual(before);
  await page.goto(url("/deliveries"));
  await sees(page, "There is nothing here");
});

test("an action without our Origin, or without a session, changes nothing", async () => {
  const body = await pushRequestOf(operator);
  const page = await bench.signedIn(operator);
  const before = await bench.sql`select count(*)::int as n from push`;
  const withoutOrigin = await page.request.post(url(`/orders/${orderId}`), body);
  expect(await withoutOrigin.text()).toContain('"foreign_origin"');
  const stranger = await bench.newPage();
  const withoutSession = await stranger.request.post(url(`/orders/${orderId}`), {
    headers: { ...body.headers, origin: bench.stack.origin },
    data: body.data,
  });
  expect(await withoutSession.text()).toContain('"signed_out"');
  expect(await bench.sql`select count(*)::int as n from push`).toEqual(before);
});

test("an operator sees a store's settings but cannot change them", async () => {
  const page = await bench.signedIn(operator);
  await page.goto(url(`/stores/${bench.world.destination.storeId}`));
  await sees(page, "Only owners and admins can change these settings.");
  expect(await page.getByRole("switch", { name: "Push new orders automatically" }).isDisabled()).toBe(true);
});

test("a store's problems are named in the list, and explained on the store's page with a link", async () => {
  const { storeId, domain } = bench.world.sourceA;
  const open = (id: string, kind: string, data: object) => bench.sql`
    insert into problem (organization_id, id, kind, store_id, data, opened_at)
    values (${bench.world.organizationId}, ${id}, ${kind}, ${storeId}, ${bench.sql.json({ ...data })}, now())`;
  await open("prb_bill", "payment_required", {});
  const page = await bench.signedIn(operator);
  await page.goto(url("/stores"));
  await sees(page, "Shopify bill unpaid");
  await open("prb_odd", "unknown", { answer: HTML });
  await page.goto(url("/stores"));
  await sees(page, "2 problems");
  await page.goto(url(`/stores/${storeId}`));
  const problems = page.getByRole("list", { name: "Problems" });
  const bill = problems.getByRole("listitem").filter({ hasText: "Shopify bill unpaid" });
  await bill.getByText("Ask the store's owner to pay the bill.").waitFor();
  await bill.getByText("Action needed from: the store's owner.").waitFor();
  const link = bill.getByRole("link", { name: "Open the store's billing in Shopify" });
  expect(await link.getAttribute("href")).toContain(`/${domain}/admin`);
  const odd = problems.getByRole("listitem").filter({ hasText: "Unknown answer" });
  await odd.getByText(`The store answered: ${HTML}`).waitFor();
  await odd.getByRole("link", { name: "Show deliveries" }).click();
  await page.waitForURL(url("/deliveries"));
  await bench.sql`delete from problem`;
});

test("selected orders are pushed together, with one result per order", async () => {
  const second = await bench.world.ingest((await bench.world.place({ paid: false })).gid);
  const page = await bench.signedIn(operator);
  await page.getByRole("checkbox", { name: "Select every order on this page" }).click();
  await page.getByRole("button", { name: "Push…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Push 2 orders" }).click();
  const results = dialog.getByRole("list", { name: "Result per order" });
  await results.getByText("Recorded: on its way").first().waitFor();
  expect(await results.getByRole("listitem").count()).toBe(2);
  await dialog.getByLabel(/Reason for pushing anyway/).fill("Paid in cash");
  await dialog.getByRole("button", { name: "Push 1 order with this reason" }).click();
  await results.getByText("Recorded: on its way").nth(1).waitFor();
  const [push] = await bench.sql`select reason, cautions from push where order_id = ${second}`;
  expect(push).toMatchObject({ reason: "Paid in cash", cautions: ["unpaid"] });
});

test("no page scrolls sideways on a phone, however wide its tables", async () => {
  const page = await bench.signedIn(owner);
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of [
    "/orders",
    `/orders/${orderId}`,
    "/stores",
    `/stores/${bench.world.destination.storeId}`,
    "/deliveries",
  ]) {
    await page.goto(url(path));
    await page.getByRole("heading", { level: 1 }).waitFor();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, path).toBeLessThanOrEqual(0);
  }
});

/** Returns the request that a browser would send to push the order. The request is intercepted and not sent. */
async function pushRequestOf(who: Person): Promise<{ headers: Record<string, string>; data: string }> {
  const page = await bench.signedIn(who);
  await page.goto(url(`/orders/${orderId}`));
  await page.getByRole("button", { name: "Push to 2 suppliers…" }).click();
  const caught = page.waitForRequest((request) => request.method() === "POST");
  await page.route(
    (to) => to.pathname === `/orders/${orderId}`,
    (route) => (route.request().method() === "POST" ? route.abort() : route.continue()),
  );
  await page.getByRole("dialog").getByRole("button", { name: "Push to 2 suppliers" }).click();
  const request = await caught;
  const all = request.headers();
  const headers = Object.fromEntries(
    ["next-action", "content-type", "accept", "next-router-state-tree"].flatMap((name) => {
      const value = all[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  await page.context().close();
  return { headers, data: request.postData() ?? "" };
}
