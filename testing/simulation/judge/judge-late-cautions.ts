import type { Order } from "@/sandbox/state/order-types";
import type { Findings } from "./findings";
import { waitsFor } from "./order-units";
import type { OrderRow, ProductRows } from "./product-rows";

/**
 * Checks law 10: an order at risk, of which a source store has units of a push that did not know of the risk, has a
 * change card; and an order without a risk or a hold in its shop has none for it.
 *
 * @param announcedAt when the shop last announced a change of the order
 */
export function judgeLateCautions(given: {
  order: Order;
  row: OrderRow;
  announcedAt: number;
  rows: ProductRows;
  findings: Findings;
}): void {
  const { order, row, announcedAt, rows, findings } = given;
  const isMissed = announcedAt < Date.parse(order.updatedAt);
  const { risk, shopify_hold: held } = waitsFor(order);
  const isOut = rows.legs.some(
    (leg) =>
      leg.orderId === row.id &&
      leg.state === "created" &&
      !leg.accepted.includes("risk") &&
      rows.legLines.some((line) => line.legId === leg.id && takenUnits(line) >= line.ratio),
  );
  const says = (kind: string) => row.openChanges.includes(kind);
  if (risk && isOut && order.cancelledAt === null && !says("risk_raised"))
    findings.unless(isMissed, `law 10: ${row.name} is at risk since its push, and has no change card`);
  if (!risk && says("risk_raised"))
    findings.unless(
      isMissed,
      `law 10: ${row.name} has a change card for a risk that its shop does not report`,
    );
  if (!held && says("held_after_push"))
    findings.unless(
      isMissed,
      `law 10: ${row.name} has a change card for a hold that its shop does not report`,
    );
}

const takenUnits = (line: ProductRows["legLines"][number]) =>
  Math.max(line.liveUnits ?? 0, line.shippedUnits ?? 0);
