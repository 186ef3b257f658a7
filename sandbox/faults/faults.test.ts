import { expect, it } from "vitest";
import { Random } from "../values/random";
import { Faults } from "./faults";

const SHOP = "supplier.myshopify.com";

/** Faults whose random fractions are always one half. */
function makeFaults() {
  return new Faults(new Random((size) => Buffer.alloc(size, 0x80)));
}

const opportunities = (faults: Faults, count: number) =>
  Array.from({ length: count }, () => faults.takeForCall(SHOP, ["orderCreate"], true) !== null);

it.each([
  ["once by default", {}, [true, false, false]],
  ["as often as requested", { times: 2 }, [true, true, false]],
  ["without limit", { times: null }, [true, true, true]],
  ["after other opportunities", { after: 2 }, [false, false, true]],
  ["with a probability above the random fraction", { times: null, probability: 0.6 }, [true, true, true]],
  [
    "not with a probability below the random fraction",
    { times: null, probability: 0.4 },
    [false, false, false],
  ],
])("a fault hits %s", (_case, fields, hits) => {
  const faults = makeFaults();
  faults.add({ kind: "stall", ...fields });
  expect(opportunities(faults, 3)).toEqual(hits);
});

it.each([
  ["another shop", { shop: "other.myshopify.com" }],
  ["another operation", { operation: "orderUpdate" }],
])("a fault of %s does not hit", (_case, scope) => {
  const faults = makeFaults();
  faults.add({ kind: "stall", ...scope });
  expect(opportunities(faults, 1)).toEqual([false]);
});

it("a fault after the commit does not hit a read", () => {
  const faults = makeFaults();
  faults.add({ kind: "reply-lost-after-commit" });
  expect(faults.takeForCall(SHOP, ["orders"], false)).toBeNull();
  expect(faults.takeForCall(SHOP, ["orderCreate"], true)).not.toBeNull();
});

it("one call is hit by one fault, a webhook by several", () => {
  const faults = makeFaults();
  faults.add({ kind: "stall" });
  faults.add({ kind: "reset" });
  faults.add({ kind: "webhook-delay", topic: "orders/create" });
  faults.add({ kind: "webhook-duplicate" });
  expect(opportunities(faults, 3)).toEqual([true, true, false]);
  expect(faults.takeForTopic(SHOP, "ORDERS_CREATE").map(({ kind }) => kind)).toEqual([
    "webhook-delay",
    "webhook-duplicate",
  ]);
});

it("clear keeps the counted hits, reset forgets them", () => {
  const faults = makeFaults();
  faults.add({ kind: "stall" });
  opportunities(faults, 1);
  faults.clear();
  expect(faults.hits()).toMatchObject({ stall: 1, reset: 0 });
  faults.reset();
  expect(faults.hits().stall).toBe(0);
});
