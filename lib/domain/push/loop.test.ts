import { expect, it } from "vitest";
import { leg, legLine, lineFacts, orderFacts, orderHead, route } from "@/testing/seed/order-facts";
import { eligibility } from "./eligibility";
import { planPush, rebuildLeg } from "./push-plan";

const HOME = "00000000000000de";
const NORTH = "00000000000000a1";

/** An order of two lines, mapped to the stores "north" and "south", that came through the given stores. */
function facts(chain: string) {
  const { contact } = orderHead();
  const attributes = [{ key: "Origin chain", value: chain }];
  return orderFacts({
    order: orderHead({ contact: { ...contact, attributes } }),
    lines: [lineFacts("l1"), lineFacts("l2")],
    routes: [route("l1", "north", { chainLink: NORTH }), route("l2", "south")],
  });
}

it("leaves out a source store through which the order came, and only this store", () => {
  const plan = planPush(facts(NORTH), { mode: "automatic", choice: null });
  expect(plan.legs.map((leg) => leg.sourceStoreId)).toEqual(["south"]);
  expect(plan.left).toEqual([{ lineItemId: "l1", quantity: 3, reason: "loop" }]);
  expect(eligibility(facts(NORTH)).stops).toEqual([]);
});

it("never offers units to the next supplier because of a chain, which a shopper can write", () => {
  const forged = facts(NORTH);
  forged.routes.push(route("l1", "south", { rank: 2001 }));
  const plan = planPush(forged, { mode: "automatic", choice: null });
  expect(plan.left).toEqual([{ lineItemId: "l1", quantity: 3, reason: "loop" }]);
});

it("refuses a line that a user sends to a store in the chain, and rebuilds no leg to it", () => {
  const given = facts(NORTH);
  const lines = [{ lineItemId: "l1", sourceStoreId: "north", quantity: 3 }];
  expect(planPush(given, { mode: "manual", choice: null, lines }).legs).toEqual([]);
  const rebuilt = rebuildLeg(given, leg("leg_1", "planned", [legLine("l1", 3)], { sourceStoreId: "north" }));
  expect(rebuilt).toMatchObject([{ quantity: 0, route: null }]);
});

it("recognises a store under a former domain of its shop", () => {
  const renamed = facts(NORTH);
  renamed.routes = [route("l1", "north", { chainLink: "00000000000000a2", formerLinks: [NORTH] })];
  expect(planPush(renamed, { mode: "automatic", choice: null }).legs).toEqual([]);
  const home = facts(NORTH);
  home.store = { ...home.store, formerLinks: [NORTH] };
  expect(eligibility(home).stops).toEqual(["loop"]);
});

it("stops an order that came through its own store, or through every store that could take it", () => {
  expect(eligibility(facts(HOME)).stops).toEqual(["loop"]);
  const onlyNorth = facts(NORTH);
  onlyNorth.routes = onlyNorth.routes.slice(0, 1);
  expect(eligibility(onlyNorth).stops).toEqual(["loop"]);
});
