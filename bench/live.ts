import type { Page } from "playwright-core";
import { type Bench, startBench } from "@/testing/stack/bench";
import { backgroundLoad, warnIfBusy } from "./support/background-load";
import { median } from "./support/statistics";

/** Orders are placed one after another, each after the one before is shown and the engine is idle again. */
const ORDERS = 25;
const WARM_UP = 3;
const PAUSE_MS = 700;

/**
 * Measures the time from a webhook's arrival to the order's row in a browser with the orders list open. The engine is
 * idle between orders.
 */
export async function live({ json }: { json: boolean }): Promise<void> {
  const busy = await backgroundLoad();
  const bench = await startBench({ subscribed: true, ownCluster: true });
  try {
    const page = await bench.signedIn(await bench.person("operator"));
    await page.goto(`${bench.stack.origin}/orders`);
    // After the warm-up, the list is a table with rows, and its live stream is open.
    for (let n = 0; n < WARM_UP; n += 1) await webhookToRow(bench, page);
    const times: number[] = [];
    for (let n = 0; n < ORDERS; n += 1) times.push(await webhookToRow(bench, page));
    const figures = {
      webhook_to_row_ms_p50: Math.round(median(times)),
      webhook_to_row_ms_max: Math.round(Math.max(...times)),
    };
    console.log(
      json
        ? JSON.stringify(figures)
        : `From a webhook's arrival to the row in an open browser, ${ORDERS} orders: median ${figures.webhook_to_row_ms_p50} ms, maximum ${figures.webhook_to_row_ms_max} ms`,
    );
    warnIfBusy(busy);
  } finally {
    await bench.stop();
  }
}

async function webhookToRow(bench: Bench, page: Page): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  const since = new Date();
  const placed = await bench.world.place({ lineItems: [{ sku: "LAMP-1", quantity: 1 }] });
  // The browser, the portal and the database use the same clock.
  const shown = await page.waitForFunction(
    (name) =>
      [...document.querySelectorAll("tr[data-order] a")].some((link) => link.textContent === name) &&
      Date.now(),
    placed.name,
    { polling: "raf" },
  );
  const shownAt = Number(await shown.jsonValue());
  const [first] = await bench.sql<{ at: Date }[]>`
    select min(received_at) as at from delivery where received_at >= ${since}`;
  if (!first?.at) throw new Error("No webhook arrived.");
  return shownAt - first.at.getTime();
}
