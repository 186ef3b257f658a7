import { expect, test } from "vitest";
import { laneOf } from "./lane";

test.each([
  ["orders/create", "new_orders"],
  ["orders/paid", "new_orders"],
  ["orders/updated", "changes"],
  ["fulfillments/create", "changes"],
  ["a/topic-of-tomorrow", "changes"],
])("%s belongs to the lane %s", (topic, lane) => {
  expect(laneOf(topic)).toBe(lane);
});
