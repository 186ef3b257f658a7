import { financialStatus } from "../order-facts/status";
import { totalsOf } from "../order-facts/totals";
import type { Order, Transaction } from "../state/order-types";
import type { Bag } from "../values/money";
import type { World } from "../world/world";
import { saveOrder } from "./change";
import { issueGiftCards } from "./issue-gift-cards";

/** Whether `orderMarkAsPaid` would succeed. */
export function canMarkAsPaid(order: Order): boolean {
  const status = financialStatus(order);
  return !order.cancelledAt && status !== "PAID" && totalsOf(order).outstanding.shop > 0;
}

/** Adds a successful transaction to an order. The caller stores the order. */
export function addTransaction(
  world: World,
  order: Order,
  entry: { kind: Transaction["kind"]; amount: Bag; gateway: string; parentId?: string | null },
): Transaction {
  const now = world.now().toISOString();
  const transaction: Transaction = {
    id: world.store.nextId(),
    kind: entry.kind,
    status: "SUCCESS",
    gateway: entry.gateway,
    amount: entry.amount,
    parentId: entry.parentId ?? null,
    test: order.test,
    createdAt: now,
    processedAt: now,
  };
  order.transactions.push(transaction);
  return transaction;
}

/** Records a manual payment of the outstanding amount. */
export function markAsPaid(world: World, order: Order): void {
  const { outstanding } = totalsOf(order);
  order.transactions = order.transactions.filter(({ status }) => status !== "PENDING");
  addTransaction(world, order, { kind: "SALE", amount: outstanding, gateway: "manual" });
  order.givenFinancialStatus = null;
  issueGiftCards(world, order);
  world.history.record(order, "order-paid", { amount: outstanding.shop, currency: order.currency });
  saveOrder(world, order, "ORDERS_PAID");
}
