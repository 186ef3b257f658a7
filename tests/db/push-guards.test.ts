import type postgres from "postgres";
import { describe, expect, it } from "vitest";
import { loadOrderFacts } from "@/db/queries/orders/load-order-facts";
import { type Scope, withScope } from "@/db/scope";
import { orderFacets } from "@/lib/domain/order-list/order-facets";
import type { LegFacts } from "@/lib/domain/orders/facts";
import { legMoves } from "@/lib/domain/orders/leg-state";
import { orderQuantities } from "@/lib/domain/orders/quantities";
import { attentionCauses } from "@/lib/domain/push/attention";
import { projection, projectOrder } from "@/lib/services/orders/project-order";
import { fileDatabase } from "@/testing/database/file-database";
import {
  leg,
  legLine,
  legStates,
  lineFacts,
  orderFacts,
  randomFacts,
  route,
} from "@/testing/seed/order-facts";
import { MERCHANTS, SEEDED_AT, seedLeg, seedOrder } from "@/testing/seed/seed";

const { db } = await fileDatabase();
let number = 0;
/** As text, because the query builder has switched off the driver's conversion of dates. */
const LEASE = SEEDED_AT.toISOString();

/** Seeds a new organization with an order of one line of three units and one leg. */
const seed = (state: (typeof legStates)[number], quantity: number, asked = quantity) => {
  const facts = orderFacts({
    lines: [lineFacts("l1")],
    routes: [route("l1", "a"), route("l1", "b")],
    legs: [
      leg("g1", state, [legLine("l1", quantity, { id: "lgl_1", askedQuantity: asked, liveUnits: quantity })]),
    ],
  });
  number += 1;
  return seedOrder(db, { organizationId: `org_${number}`, facts });
};
const run = (scope: Scope, work: (tx: postgres.TransactionSql) => Promise<unknown>) =>
  db.sql.begin(async (tx) => {
    await tx`select set_config('role', 'crossdock_app', true),
      set_config('app.organization_id', ${scope.organizationId}, true)`;
    await work(tx);
  });
/** The name of the violated constraint, or "" if the statement succeeds. */
const refusal = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => "",
    (error: unknown) => {
      const { constraint_name, cause } = error as {
        constraint_name?: string;
        cause?: { constraint_name?: string };
      };
      return constraint_name ?? cause?.constraint_name ?? String(error);
    },
  );
const second = (quantity: number, state: (typeof legStates)[number] = "planned") =>
  leg("g2", state, [legLine("l1", quantity, { id: "lgl_2", askedQuantity: 9 })], {
    sourceStoreId: "b",
    connectionId: "con_b",
  });

describe("reservations", () => {
  it.each(legStates)(
    "beside a leg of two units in state %s take at most the remaining units",
    async (state) => {
      const left = ["recalled", "ended", "skipped", "superseded"].includes(state) ? 3 : 1;
      const { scope, orderId } = await seed(state, 2);
      expect(await refusal(seedLeg(db, { scope, orderId, leg: second(left + 1) }))).toBe(
        "reservation_within_target",
      );
      expect(await refusal(seedLeg(db, { scope, orderId, leg: second(left) }))).toBe("");
    },
  );

  it("may grow up to the target, but not beyond", async () => {
    const { scope } = await seed("planned", 1, 9);
    const set = (quantity: number) =>
      refusal(run(scope, (tx) => tx`update push_leg_line set quantity = ${quantity} where id = 'lgl_1'`));
    expect(await set(4)).toBe("reservation_within_target");
    expect(await set(3)).toBe("");
  });

  it("never block ingestion: the order may shrink below them, and they may shrink in steps", async () => {
    const { scope } = await seed("planned", 3);
    expect(
      await refusal(run(scope, (tx) => tx`update line_item set current_quantity = 1 where id = 'l1'`)),
    ).toBe("");
    expect(
      await refusal(run(scope, (tx) => tx`update push_leg_line set quantity = 2 where id = 'lgl_1'`)),
    ).toBe("");
    const claim = run(
      scope,
      (tx) => tx`update push_leg set state = 'claimed', lease_until = ${LEASE} where id = 'g1'`,
    );
    expect(await refusal(claim)).toBe("claim_within_target");
    expect(
      await refusal(run(scope, (tx) => tx`update push_leg_line set quantity = 1 where id = 'lgl_1'`)),
    ).toBe("");
    expect(
      await refusal(
        run(scope, (tx) => tx`update push_leg set state = 'claimed', lease_until = ${LEASE} where id = 'g1'`),
      ),
    ).toBe("");
  });

  it("count a part of a set as taken", async () => {
    const part = legLine("l1", 3, { id: "lgl_1", ratio: 3, liveUnits: 7, shippedUnits: 0 });
    number += 1;
    const { scope, orderId } = await seedOrder(db, {
      organizationId: `org_${number}`,
      facts: orderFacts({
        lines: [lineFacts("l1")],
        routes: [route("l1", "a"), route("l1", "b")],
        legs: [leg("g1", "created", [part])],
      }),
    });
    expect(await refusal(seedLeg(db, { scope, orderId, leg: second(1) }))).toBe("reservation_within_target");
    await run(scope, (tx) => tx`update push_leg_line set live_units = 6 where id = 'lgl_1'`);
    expect(await refusal(seedLeg(db, { scope, orderId, leg: second(1) }))).toBe("");
  });

  it("of two parallel plans that together exceed the target succeed exactly once", async () => {
    const { scope, orderId } = await seed("superseded", 1);
    const third = { ...second(2), id: "g3", lines: [legLine("l1", 2, { id: "lgl_3" })] };
    const outcomes = await Promise.all(
      [second(2), third].map((each) => refusal(seedLeg(db, { scope, orderId, leg: each }))),
    );
    expect(outcomes.sort()).toEqual(["", "reservation_within_target"]);
  });
});

it("the database allows exactly the leg moves of the domain, and a lease only while claimed", async () => {
  let refused = 0;
  for (const from of legStates) {
    const { scope } = await seed(from, 1);
    for (const to of legStates.filter((state) => state !== from)) {
      const lease = to === "claimed" ? LEASE : null;
      const undo = new Error("undo");
      const moved = run(scope, async (tx) => {
        await tx`update push_leg set state = ${to}, lease_until = ${lease} where id = 'g1'`;
        throw undo;
      });
      const allowed = (legMoves[from] as readonly string[]).includes(to);
      expect(await refusal(moved), `${from} → ${to}`).toBe(allowed ? String(undo) : "push_leg_move");
      if (!allowed) refused += 1;
    }
    const lease = from === "claimed" ? null : LEASE;
    expect(await refusal(run(scope, (tx) => tx`update push_leg set lease_until = ${lease}`)), from).toBe(
      "push_leg_lease",
    );
  }
  expect(refused).toBe(90 - legStates.flatMap((from) => legMoves[from]).length);
});

/** A leg whose source order covers its lines, with sets of three. */
const asCreated = (given: LegFacts): LegFacts => ({
  ...given,
  state: "created",
  lines: given.lines.map((line) => ({ ...line, ratio: 3 })),
});

it("line_target, line_taken and the projected columns equal the domain's results for random facts", async () => {
  let [lines, matched, incomplete] = [0, 0, 0];
  const statuses = new Set<string>();
  for (let n = 1; n <= 60; n += 1) {
    const random = randomFacts(n);
    // The last ones have source orders only, so that shipments match and parts of a set are frequent.
    const given = n > 36 ? { ...random, legs: random.legs.map(asCreated) } : random;
    const { scope, orderId } = await seedOrder(db, { organizationId: `org_random_${n}`, facts: given });
    await withScope(db, scope, (tx) => projectOrder(tx, scope, orderId, SEEDED_AT));
    const facts = await withScope(db, scope, (tx) => loadOrderFacts(tx, scope, orderId, { lock: false }));
    if (!facts) throw new Error("The order does not exist.");
    expect(facts.legs).toHaveLength(randomFacts(n).legs.length);
    await run(scope, async (tx) => {
      for (const [id, q] of orderQuantities(facts)) {
        const [row] = await tx`
          select line_target(${scope.organizationId}, ${id}) as target, line_taken(${scope.organizationId}, ${id}) as taken,
            line_others(${scope.organizationId}, ${id}) as others, line_partial(${scope.organizationId}, ${id}) as partial`;
        expect(row, `facts ${n}, line ${id}`).toMatchObject({
          target: q.target,
          taken: q.covered + q.reserved,
          others: q.others,
        });
        expect(Math.max(0, q.target - row?.taken - row?.partial), `facts ${n}, line ${id}`).toBe(q.open);
        if (
          q.others < Math.min(facts.lines.find((line) => line.id === id)?.fulfilledByOthers ?? 0, q.current)
        )
          matched += 1;
        if (q.incomplete > 0) incomplete += 1;
        lines += 1;
      }
      const [row] = await tx`
        select push_status as "pushStatus", status_reason as "statusReason", synced_items as "syncedItems",
          total_items as "totalItems", unsynced_items as "unsyncedItems", held_reasons as "heldReasons", attention, track from "order"`;
      expect(row, `facts ${n}`).toEqual(projection(facts, SEEDED_AT));
      const facets = await tx<{ facet: string; status: string }[]>`
        select facet, push_status as status from order_facet order by facet`;
      expect(new Set(facets.map(({ status }) => status))).toEqual(new Set([row?.pushStatus]));
      const { track, heldReasons } = projection(facts, SEEDED_AT);
      const supplierIds = track.segments.map((segment) => segment.sourceStoreId);
      const expected = orderFacets({
        ...facts.order,
        merchantId: MERCHANTS.owner,
        supplierIds,
        heldReasons,
        attention: attentionCauses(facts, SEEDED_AT),
      });
      expect(facets.map(({ facet }) => facet)).toEqual(expected.sort());
      statuses.add(String(row?.pushStatus));
    });
  }
  expect(lines).toBeGreaterThan(100);
  expect(matched).toBeGreaterThan(2);
  expect(incomplete).toBeGreaterThan(2);
  expect([...statuses].sort()).toEqual([
    "cancelled",
    "not_pushed",
    "nothing_to_push",
    "partially_pushed",
    "pushed",
  ]);
});
