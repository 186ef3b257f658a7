import type { RequestRecord } from "@/sandbox/state/log-types";
import type { World as Sandbox } from "@/sandbox/world/world";
import { DESTINATION } from "@/testing/simulation/sim-world";
import type { Findings } from "./findings";
import { gidOf } from "./order-units";
import type { ProductRows } from "./product-rows";
import type { ShopLedger } from "./shop-ledger";

/**
 * Checks laws 2 and 8 against the sandbox's log: one order per leg, an attempt for each send, a look-up before each
 * repeated send, a street and a country in each send, no mail to shoppers, and no more units ordered than the destination order has.
 */
export function judgeSends(
  sandbox: Sandbox,
  ledger: ShopLedger,
  rows: ProductRows,
  findings: Findings,
): void {
  for (const { mark, what } of ledger.seconds) {
    findings.unless(rows.decidedByUser.has(mark), `${what}: ${history(sandbox, mark)}`);
  }
  for (const { what, marks } of ledger.overOrders) {
    findings.unless(
      marks.some((mark) => rows.decidedByUser.has(mark)),
      what,
    );
  }
  for (const { shop, mark, destinationGid } of ledger.created) {
    const chain = ledger.chains.get(destinationGid) ?? [];
    findings.unless(
      !chain.includes(shop) && !chain.includes(DESTINATION),
      `${mark} was sent to ${shop}, although its order came through ${chain.join(", ")}`,
    );
  }
  const log = sandbox.store.all("request").sort((a, b) => a.seq - b.seq);
  const isFor = (record: RequestRecord, mark: string) => JSON.stringify(record.variables).includes(mark);
  const creates = log.filter(({ roots }) => roots.includes("orderCreate"));
  const lookUps = log.filter(({ roots }) => roots.includes("orderByIdentifier"));
  const legs = new Map(rows.legs.map((leg) => [leg.mark, leg]));
  const marks = new Map<string, RequestRecord[]>();
  for (const record of creates) {
    const mark = [...legs.keys()].find((candidate) => isFor(record, candidate));
    if (mark === undefined) findings.violation(`law 8: request ${record.seq} creates an order without a leg`);
    else marks.set(mark, [...(marks.get(mark) ?? []), record]);
    if (!hasPlace(record))
      findings.violation(`request ${record.seq} creates an order without a place to send it`);
  }
  for (const [mark, sends] of marks) {
    const attempts = rows.sends.get(legs.get(mark)?.id ?? "") ?? 0;
    if (sends.length > attempts) {
      findings.violation(`law 8: ${sends.length} sends of ${mark}, but ${attempts} attempts in the ledger`);
    }
    for (const [index, send] of sends.entries()) {
      const next = sends[index + 1];
      if (!next || isProvablyUnexecuted(send)) continue;
      const between = lookUps.some(
        ({ seq, variables }) => seq > send.seq && seq < next.seq && JSON.stringify(variables).includes(mark),
      );
      if (!between)
        findings.violation(
          `law 2: ${mark} was sent again (request ${next.seq}) after ${send.outcome} (request ${send.seq}) without a look-up`,
        );
    }
  }
  for (const effect of sandbox.store.all("effect")) {
    if (effect.kind === "shopper-mailed" && effect.by === "app") {
      findings.violation(`a shopper was mailed because of request ${effect.request}`);
    }
  }
  const known = new Set(rows.sourceOrders.map(({ shop, gid }) => `${shop} ${gid}`));
  for (const { shop, id, mark } of ledger.created) {
    if (!sandbox.store.order(shop, id)) continue;
    if (!known.has(`${shop} ${gidOf({ id })}`)) {
      findings.violation(
        `law 2: order ${id} of ${shop} (${mark}) exists there but is not stored in the product`,
      );
    }
  }
}

/** Whether an order create names a recipient, a street, a city, a postal code and a country. */
function hasPlace({ variables }: RequestRecord): boolean {
  const { order } = variables as { order?: { shippingAddress?: Record<string, unknown> } };
  const address = order?.shippingAddress ?? {};
  return ["lastName", "address1", "city", "zip", "countryCode"].every((part) => Boolean(address[part]));
}

/** The requests of the log that concern an origin mark, as one line. */
function history(sandbox: Sandbox, mark: string): string {
  return sandbox.store
    .all("request")
    .filter(({ variables }) => JSON.stringify(variables).includes(mark))
    .map(
      (record) =>
        `${record.seq} ${record.time.slice(11, 23)} ${record.roots.join("+")} ${record.outcome}${record.committed ? " committed" : ""} ${record.answered}`,
    )
    .join("; ");
}

/** Whether a complete answer proves that the request was not executed. */
function isProvablyUnexecuted(record: RequestRecord): boolean {
  return (
    !record.committed &&
    record.answered === "whole" &&
    record.status !== null &&
    record.status < 500 &&
    !record.outcome.startsWith("fault:internal-error")
  );
}
