import type { Ctx } from "@/lib/services/core/context";
import { holdOrder } from "@/lib/services/orders/hold-order";
import { requestPush } from "@/lib/services/push/request-push";
import { skipLeg } from "@/lib/services/push/skip-leg";
import type { DemoPush } from "./order-types";
import type { PlacedOrder } from "./place-orders";
import { pollUntil } from "./poll-until";
import type { SandboxControl } from "./sandbox-control";
import {
  arrivedOrders,
  heldOrders,
  lineWithSku,
  pushedOrders,
  storedLegs,
  storesByDomain,
} from "./stored-orders";
import { destinations } from "./world";

type Pushed = PlacedOrder & { orderId: string; push: DemoPush };
type World = { ctx: Ctx; sandbox: SandboxControl; report: (progress: string) => void };

const ARRIVAL_MS = 300_000;
const SETTLE_MS = 180_000;
const FAULT_MS = 30_000;

/**
 * Pushes and holds the sample orders as the operator when their webhooks have arrived, and then produces refusals, lost
 * replies, shipments and cancellations. Skips what an earlier start did, because a start may be stopped before its end.
 *
 * @returns how many orders have not arrived in time
 */
export async function pushOrders(world: World, orders: readonly PlacedOrder[]): Promise<number> {
  const { ctx, report } = world;
  const stores = await storesByDomain(ctx);
  const before = await pushedOrders(ctx);
  const held = await heldOrders(ctx);
  const gids = orders.map(({ gid }) => gid);
  const todo = new Set(orders);
  const later: Pushed[] = [];
  const followed: Pushed[] = [];
  await pollUntil(ARRIVAL_MS, async () => {
    const arrived = await arrivedOrders(ctx, gids);
    for (const each of todo) {
      const orderId = arrived.get(`${stores.get(each.domain)} ${each.gid}`);
      if (!orderId) continue;
      todo.delete(each);
      if (each.hold && !held.has(orderId)) await holdOrder(ctx, { orderId, note: each.hold });
      if (!each.push) continue;
      const one = { ...each, orderId, push: each.push };
      if (one.push.follows) followed.push(one);
      if (before.has(orderId)) continue;
      if (one.push.fault) later.push(one);
      else await pushOne(ctx, one, stores);
    }
    report(`${orders.length - todo.size} of ${orders.length} orders have arrived`);
    return todo.size === 0;
  });
  if (later.length > 0 || before.size === 0) {
    await pollUntil(SETTLE_MS, async () => {
      const legs = await storedLegs(ctx);
      const sent = legs.filter(settled).length;
      report(`${sent} of ${legs.length} legs have reached their suppliers`);
      return sent === legs.length;
    });
  }
  // One after another: a leg to another supplier must not meet the fault for this order.
  for (const one of parkedLast(later)) await pushIntoFault(world, one, stores);
  await followUp(world, followed, stores);
  return todo.size;
}

async function pushOne(ctx: Ctx, one: Pushed, stores: Map<string, string>): Promise<void> {
  const choice = await choiceOf(ctx, one, stores);
  const result = await requestPush(ctx, { orderId: one.orderId, reason: one.push.reason, ...choice });
  if (result.kind !== "recorded") console.warn(`${one.name} was not pushed: ${result.kind}.`);
}

/** The source stores and lines that the operator pushes. */
async function choiceOf(ctx: Ctx, { orderId, domain, push: { to } }: Pushed, stores: Map<string, string>) {
  if (to === "all") return { sourceStoreIds: null };
  const supplier = typeof to === "string" ? to : supplierOfSku(domain, to.sku);
  const sourceStoreId = stores.get(supplier);
  if (!sourceStoreId) throw new Error(`${supplier} is not among the sample shops.`);
  if (typeof to === "string") return { sourceStoreIds: [sourceStoreId] };
  const lineItemId = await lineWithSku(ctx, orderId, to.sku);
  return { sourceStoreIds: null, lines: [{ lineItemId, sourceStoreId, quantity: to.quantity }] };
}

/** Pushes one order while the supplier's shop has a fault, and waits until the portal has recorded the result. */
async function pushIntoFault(world: World, one: Pushed, stores: Map<string, string>) {
  const { ctx, sandbox } = world;
  const supplier = supplierOfSku(one.domain, one.firstSku);
  const { fault: kind, skip } = one.push;
  const endless = kind === "http-402";
  await sandbox("POST", "/faults", {
    kind,
    shop: supplier,
    operation: "orderCreate",
    times: endless ? null : 1,
  });
  await pushOne(ctx, one, stores);
  const mine = async () => (await storedLegs(ctx)).filter((leg) => leg.orderId === one.orderId);
  await pollUntil(FAULT_MS, async () =>
    (await mine()).every((leg) => settled(leg) || (endless && leg.causeCode !== null)),
  );
  if (!skip) return;
  for (const leg of await mine()) {
    if (leg.state === "rejected") await skipLeg(ctx, { legId: leg.id, reason: skip });
  }
}

/** Ships, cancels or edits pushed orders in the shops. Skips an order that was changed before. */
async function followUp(
  { ctx, sandbox }: World,
  orders: readonly Pushed[],
  stores: Map<string, string>,
): Promise<void> {
  const legs = Map.groupBy(await storedLegs(ctx), (leg) => leg.orderId);
  const domains = new Map([...stores].map(([domain, id]) => [id, domain]));
  for (const { orderId, domain, gid, push } of orders) {
    if (!push.follows) continue;
    const { at, event } = push.follows;
    const leg = legs.get(orderId)?.find((each) => each.state === "created" && each.sourceGid !== null);
    const [shop, id] =
      at === "destination" ? [domain, gid] : [domains.get(leg?.sourceStoreId ?? ""), leg?.sourceGid];
    if (!leg || !shop || !id) continue;
    const path = `/shops/${shop}/orders/${encodeURIComponent(id)}`;
    if (await wasChanged(sandbox, path)) continue;
    await sandbox("POST", `${path}/${event.action}`, event.body);
  }
}

type SandboxOrder = {
  cancelledAt: string | null;
  edited: boolean;
  note: string | null;
  fulfillments: unknown[];
  refunds: unknown[];
};

async function wasChanged(sandbox: SandboxControl, path: string): Promise<boolean> {
  const order = (await sandbox("GET", path)) as SandboxOrder;
  const changed = order.fulfillments.length + order.refunds.length > 0 || order.edited;
  return changed || order.cancelledAt !== null || (order.note ?? "").startsWith("New address");
}

const settled = ({ state }: { state: string }) => state !== "planned" && state !== "claimed";

/** Puts shops with an unpaid bill (HTTP 402) last, because they accept no further orders. */
function parkedLast(orders: Pushed[]): Pushed[] {
  return orders.toSorted((a, b) => Number(a.push.fault === "http-402") - Number(b.push.fault === "http-402"));
}

function supplierOfSku(domain: string, sku: string): string {
  const suppliers = destinations.find((each) => each.domain === domain)?.suppliers ?? [];
  const found = suppliers.find(({ pairs }) => pairs.some(([own]) => own === sku));
  if (!found) throw new Error(`No supplier of ${domain} has ${sku}.`);
  return found.domain;
}
