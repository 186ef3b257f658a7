import postgres from "postgres";
import { mintScope } from "@/db/scope";
import { hashPassword } from "@/lib/auth/password";
import { reprojectOrder } from "@/lib/services/orders/reproject-order";
import { createUser } from "@/lib/services/people/create-user";
import { launchBrowser } from "@/testing/browser/browser";
import { copyOrders } from "@/testing/seed/copy-orders";
import { lineFacts, orderFacts, route } from "@/testing/seed/order-facts";
import { SEEDED_AT, seedOrder } from "@/testing/seed/seed";
import { fillSignIn } from "@/testing/stack/bench";
import { type Stack, startStack } from "@/testing/stack/stack";
import { type TestTools, testTools } from "@/testing/stack/world";
import { backgroundLoad, warnIfBusy } from "./support/background-load";
import { countingStatements, statementsOf } from "./support/count-statements";
import { percentile } from "./support/statistics";
import { timedGet } from "./support/timed-get";

const SIZES = { small: 10_000, big: 1_000_000 };
const ROUNDS = 25;
const WARM_UP = 5;

type Figures = {
  sql: number;
  html_kb: number;
  js_kb: number;
  p95_ms_10k: number;
  p95_ms_1m: number;
  ratio: number;
};
type Organization = { orders: number; cookie: string; scriptBytes: number; ms: Map<string, number[]> };

/**
 * Measures the orders list of a production build, in turns for an organization with 10,000 orders and one with
 * 1,000,000. `sql`: the highest number of statements for any URL. `html_kb`, `js_kb`: the largest response, and all
 * scripts of the page, compressed. `p95_ms_…`: time to the last byte, over all URLs.
 */
export async function ordersList({ json }: { json: boolean }): Promise<void> {
  const progress = (line: string) => console.error(line);
  const busy = await backgroundLoad();
  const stack = await startStack({ ownCluster: true, worker: false });
  const admin = () => postgres(stack.database.superuserUrl, { max: 1, onnotice: () => {} });
  let tools: TestTools | undefined;
  let counter: postgres.Sql | undefined;
  try {
    await countingStatements(stack, admin);
    // The portal lost its connections when the database was restarted.
    await stack.kill("web");
    await stack.restart("web");
    const keys = stack.env.CROSSDOCK_ENCRYPTION_KEYS;
    tools = testTools({ url: stack.database.url, sandboxUrl: stack.sandboxUrl, keys });
    counter = admin();
    const small = await createOrganization({ stack, tools, progress }, "org_10k", SIZES.small);
    const big = await createOrganization({ stack, tools, progress }, "org_1m", SIZES.big);
    let html = 0;
    let sql = 0;
    for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
      for (const organization of [small, big]) {
        for (const [name, path] of paths(organization.orders)) {
          const { status, bytes, ms } = await timedGet(stack.origin + path, organization.cookie);
          if (status !== 200) throw new Error(`${path} answered ${status}.`);
          html = Math.max(html, bytes);
          if (round >= WARM_UP) organization.ms.set(name, [...(organization.ms.get(name) ?? []), ms]);
        }
      }
    }
    for (const { orders, cookie } of [small, big]) {
      for (const [, path] of paths(orders)) {
        const calls = await statementsOf(counter, () => timedGet(stack.origin + path, cookie));
        sql = Math.max(sql, calls);
      }
    }
    const [slow, fast] = [big, small].map(({ ms }) => percentile([...ms.values()].flat(), 95));
    const figures: Figures = {
      sql,
      html_kb: round1(html / 1_000),
      js_kb: round1(Math.max(small.scriptBytes, big.scriptBytes) / 1_000),
      p95_ms_10k: round1(fast ?? Number.NaN),
      p95_ms_1m: round1(slow ?? Number.NaN),
      ratio: Math.round(((slow ?? Number.NaN) / (fast ?? Number.NaN)) * 1_000) / 1_000,
    };
    progress(table(small, big));
    console.log(json ? JSON.stringify(figures) : line(figures));
    warnIfBusy(busy);
  } finally {
    await tools?.db.sql.end({ timeout: 1 });
    await counter?.end({ timeout: 1 });
    await stack.stop();
  }
}

type Tools = { stack: Stack; tools: TestTools; progress: (line: string) => void };

/** Creates an organization with orders, signs in, and opens its orders list once to measure the scripts. */
async function createOrganization(
  { stack, tools, progress }: Tools,
  organizationId: string,
  orders: number,
): Promise<Organization> {
  progress(`Copying ${orders.toLocaleString("en")} orders …`);
  const facts = orderFacts({
    lines: [lineFacts("l1"), lineFacts("l2")],
    routes: [route("l1", "a"), route("l2", "b")],
  });
  const { orderId } = await seedOrder(tools.db, { organizationId, facts });
  const actor = { kind: "job", label: "bench" } as const;
  await reprojectOrder({ ...tools, scope: mintScope(organizationId), actor }, { orderId });
  await copyOrders(stack.database.superuserUrl, { organizationId, orders });
  const person = {
    email: `${organizationId}@agency.example`,
    password: `a long password of ${organizationId}`,
  };
  const passwordHash = await hashPassword(person.password);
  const input = { organizationId, email: person.email, name: "Bench", passwordHash, merchantIds: null };
  await createUser(tools, { ...input, role: "operator" });

  const browser = await launchBrowser();
  try {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${stack.origin}/sign-in`);
    await fillSignIn(page, person);
    await page.waitForURL(`${stack.origin}/orders`);
    const fresh = await browser.newContext({ storageState: await context.storageState() });
    const list = await fresh.newPage();
    const sizes: Promise<number>[] = [];
    list.on("requestfinished", (request) => {
      const script = request.resourceType() === "script";
      if (script) sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    });
    await list.goto(`${stack.origin}/orders`, { waitUntil: "load" });
    await list.getByRole("button", { name: "Filter", exact: true }).waitFor();
    const scriptBytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
    return { orders, cookie, scriptBytes, ms: new Map() };
  } finally {
    await browser.close();
  }
}

/** Every tab, filters and searches with many, some and no matches, and late pages. */
function paths(orders: number): [string, string][] {
  const late = Math.floor(orders * 0.9);
  const at = SEEDED_AT.getTime() - Math.floor(late / 4) * 60_000;
  const after = `after=${at}_ord_${String(late).padStart(6, "0")}`;
  return [
    ["all", "/orders"],
    ["needs attention", "/orders?tab=attention"],
    ["not pushed", "/orders?tab=not_pushed"],
    ["partially pushed", "/orders?tab=partially_pushed"],
    ["pushed", "/orders?tab=pushed"],
    ["cancelled", "/orders?tab=cancelled"],
    ["by amount", "/orders?sort=paid-desc"],
    ["a filter", "/orders?tab=not_pushed&tag=vip"],
    ["filters", "/orders?tag=vip&payment=PENDING&paid_min=20"],
    ["a rare tag", "/orders?tag=rare"],
    ["one order", "/orders?q=%237777"],
    ["a customer", "/orders?q=customer42"],
    ["a very common word", "/orders?q=retail"],
    ["a late page", `/orders?${after}`],
    ["a late page of a tab", `/orders?tab=pushed&${after}`],
    ["a late page of a filter", `/orders?tag=vip&${after}`],
  ];
}

function table(small: Organization, big: Organization): string {
  const head = ["p95, ms".padEnd(26), "10,000".padStart(9), "1,000,000".padStart(11)].join("");
  const rows = [...big.ms].map(([name, values]) => {
    const cells = [percentile(small.ms.get(name) ?? [], 95), percentile(values, 95)];
    return `${name.padEnd(26)}${(cells[0] ?? 0).toFixed(1).padStart(9)}${(cells[1] ?? 0).toFixed(1).padStart(11)}`;
  });
  return [head, ...rows].join("\n");
}

const line = (figures: Figures): string =>
  `${figures.sql} statements · ${figures.html_kb} kB of HTML · ${figures.js_kb} kB of script · p95 ${figures.p95_ms_10k} ms at 10,000 orders, ${figures.p95_ms_1m} ms at 1,000,000: ${figures.ratio} times`;

const round1 = (value: number): number => Math.round(value * 10) / 10;
