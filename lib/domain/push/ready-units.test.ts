import { describe, expect, it } from "vitest";
import type { LegFacts, LineFacts, OrderFacts } from "@/lib/domain/orders/facts";
import type { NotReady } from "@/lib/domain/orders/order";
import { lineQuantities } from "@/lib/domain/orders/quantities";
import {
  heldUnits,
  leg,
  legLine,
  lineFacts,
  orderFacts,
  orderHead,
  randomFacts,
  route,
  scheduledUnits,
} from "@/testing/seed/order-facts";
import { readyUnits, waitsInShopify } from "./ready-units";

const later = scheduledUnits(1, "2026-04-01T00:00:00Z");
const line = (...notReady: NotReady[]) => lineFacts("l1", { notReady });
const factsOf = (first: LineFacts, legs: LegFacts[] = []): OrderFacts =>
  orderFacts({ lines: [first], legs, routes: [route("l1", "a")] });
const covered = (units: number) => [leg("g", "created", [legLine("l1", units, { liveUnits: units })])];
const held = (units: number) => ({ units, reason: "held_in_shopify" });
const scheduled = (units: number) => ({ units, reason: "scheduled" });

describe("the open units of a line of three", () => {
  it.each<[string, LineFacts, LegFacts[], number, object[]]>([
    ["are ready where none waits", line(), [], 3, []],
    ["are ready but for the held ones", line(heldUnits(1)), [], 2, [held(1)]],
    ["may be held and scheduled", line(heldUnits(1), later), [], 1, [held(1), scheduled(1)]],
    ["all wait where more wait than are there", line(heldUnits(9)), [], 0, [held(3)]],
    ["are fewer once units are pushed, which count as ready", line(heldUnits(2)), covered(1), 0, [held(2)]],
    ["wait no more when all are pushed", line(heldUnits(2)), covered(3), 0, []],
    ["are held before they are scheduled", line(later, heldUnits(1)), covered(2), 0, [held(1)]],
  ])("%s", (_, first, legs, ready, waiting) => {
    expect(readyUnits(factsOf(first, legs), first)).toEqual({ ready, waiting });
  });

  it("count against the legs that are given, if any", () => {
    const facts = factsOf(line(), covered(3));
    expect(readyUnits(facts, line()).ready).toBe(0);
    expect(readyUnits(facts, line(), []).ready).toBe(3);
  });

  it("are all either ready or waiting, for any facts", () => {
    let waited = 0;
    for (let seed = 1; seed <= 500; seed += 1) {
      const facts = randomFacts(seed);
      for (const each of facts.lines) {
        const { ready, waiting } = readyUnits(facts, each);
        const waits = waiting.reduce((sum, { units }) => sum + units, 0);
        expect(ready + waits, `seed ${seed}`).toBe(lineQuantities(facts.order, each, facts.legs).open);
        waited += waits;
      }
    }
    expect(waited).toBeGreaterThan(50);
  });
});

describe("an order waits in Shopify as a whole", () => {
  const planned = [leg("g", "planned", [legLine("l1", 1)])];
  const withSecond = (second: LineFacts, routed: boolean): OrderFacts => ({
    ...orderFacts({ lines: [line(heldUnits(3)), second] }),
    routes: [route("l1", "a"), ...(routed ? [route("l2", "a")] : [])],
  });
  const status = (fulfillmentStatus: string): OrderFacts => ({
    ...factsOf(line()),
    order: orderHead({ fulfillmentStatus }),
  });
  const crossSell = heldUnits(1, "ONLINE_STORE_POST_PURCHASE_CROSS_SELL");
  it.each<[string, OrderFacts, boolean, boolean]>([
    ["not while no unit waits", factsOf(line()), false, false],
    ["not while a unit is ready", factsOf(line(heldUnits(2))), false, false],
    ["when all units are held", factsOf(line(heldUnits(3))), true, false],
    ["when all units are scheduled", factsOf(line({ ...later, units: 3 })), false, true],
    ["for both causes", factsOf(line(heldUnits(2), later)), true, true],
    ["once the ready unit is pushed", factsOf(line(heldUnits(2)), covered(1)), true, false],
    ["not while the ready unit is only reserved", factsOf(line(heldUnits(2)), planned), false, false],
    ["not when every unit is pushed", factsOf(line(heldUnits(3)), covered(3)), false, false],
    ["not while another routed line is ready", withSecond(lineFacts("l2"), true), false, false],
    ["whatever lines without a route do", withSecond(lineFacts("l2"), false), true, false],
    [
      "for one cause per line",
      withSecond(lineFacts("l2", { notReady: [{ ...later, units: 3 }] }), true),
      true,
      true,
    ],
    ["held while the shopper may add items", factsOf(line(crossSell)), true, false],
    ["held by its status alone", status("ON_HOLD"), true, false],
    ["scheduled by its status alone", status("SCHEDULED"), false, true],
    ["not by a status that is not known", status("TELEPORTED"), false, false],
  ])("%s", (_, facts, isHeld, isScheduled) => {
    expect(waitsInShopify(facts, "held")).toBe(isHeld);
    expect(waitsInShopify(facts, "scheduled")).toBe(isScheduled);
  });
});
