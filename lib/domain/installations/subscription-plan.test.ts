import { expect, it } from "vitest";
import { planSubscriptions } from "./subscription-plan";

const HERE = "https://portal.example/api/webhooks/shopify/app";
const OLD = "https://old.example/api/webhooks/shopify/app";
const want = (topic: string, uri = HERE, includeFields = ["id"]) => ({ topic, uri, includeFields });
const has = (id: string, topic: string, uri = HERE, includeFields = ["id"]) => ({
  ...want(topic, uri, includeFields),
  id,
});

it("creates what is missing and leaves what is right, and other addresses and topics, alone", () => {
  const present = [
    has("1", "A"),
    has("2", "A", "https://other.example/hook"),
    has("3", "Z"),
    has("4", "Z", OLD),
  ];
  expect(planSubscriptions([want("A"), want("B")], present)).toEqual({
    create: [want("B")],
    change: [],
    remove: [],
  });
});

it("moves a subscription at an old address of the portal, and removes one that would send a topic twice", () => {
  expect(planSubscriptions([want("A")], [has("1", "A", OLD)])).toEqual({
    create: [],
    change: [has("1", "A")],
    remove: [],
  });
  const twice = [has("1", "A", OLD), has("2", "A")];
  expect(planSubscriptions([want("A")], twice)).toEqual({ create: [], change: [], remove: [twice[0]] });
});

it("changes the fields of a subscription, whatever their order", () => {
  const wanted = [want("A", HERE, ["id", "name"])];
  expect(planSubscriptions(wanted, [has("1", "A", HERE, ["name", "id"])]).change).toEqual([]);
  expect(planSubscriptions(wanted, [has("1", "A")]).change).toEqual([has("1", "A", HERE, ["id", "name"])]);
});

it("takes an address that is no URL for somebody else's", () => {
  expect(planSubscriptions([want("A")], [has("1", "A", "pubsub://project:topic")]).create).toEqual([
    want("A"),
  ]);
});
