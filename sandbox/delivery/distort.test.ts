import { expect, it } from "vitest";
import { distort } from "./distort";
import { toJson } from "./json";

const BODY = {
  id: 1,
  email: "ada@example.com",
  financial_status: "paid",
  fulfillment_status: null,
  duties_included: false,
  line_items: [{ sku: "MUG" }],
};

it.each([
  ["webhook-unknown-enum", { financial_status: "word_of_tomorrow", fulfillment_status: null }],
  ["webhook-unknown-fields", { email: "ada@example.com", line_items: [{ sku: "MUG", future_flag: true }] }],
  ["webhook-redacted", { id: 1, email: null }],
  ["webhook-drop", BODY],
] as const)("%s", (kind, expected) => {
  expect(distort(BODY, [kind])).toMatchObject(expected);
});

it("webhook-old-version removes newer fields", () => {
  expect(distort(BODY, ["webhook-old-version"])).not.toHaveProperty("duties_included");
});

it("applies several faults", () => {
  const text = toJson(distort(BODY, ["webhook-redacted", "webhook-64-bit-ids"]));
  expect(text).toContain('"email":null');
  expect(text).toContain('"user_id":9223372036854775807');
});
