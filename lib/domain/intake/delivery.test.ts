import { expect, it } from "vitest";
import { codesOf } from "@/lib/domain/values/code-table";
import { checkedValues } from "@/testing/database/checked-values";
import { deliveryReasons, deliveryStates, isDeliveryReason } from "./delivery";

const states = codesOf(deliveryStates);

it("has the states that the database allows", () => {
  expect([...states].sort()).toEqual(checkedValues("delivery_state"));
});

it("keeps the body of every delivery that is still to be processed", () => {
  expect(states.filter((state) => deliveryStates[state].open && !deliveryStates[state].keepsBody)).toEqual(
    [],
  );
});

it("says that a body is kept only where the state of the reason keeps it", () => {
  for (const { state, message } of Object.values(deliveryReasons)) {
    expect(deliveryStates[state].keepsBody, message).toBe(message.includes("is kept"));
  }
});

it("tells a reason from the code of a failed read", () => {
  expect(isDeliveryReason("not_json")).toBe(true);
  expect(isDeliveryReason("timeout")).toBe(false);
  expect(isDeliveryReason("toString")).toBe(false);
});
