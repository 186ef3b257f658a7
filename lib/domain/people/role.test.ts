import { expect, test } from "vitest";
import { isRole, may } from "./role";

test("a viewer looks, an operator pushes, owners and admins set rules", () => {
  expect((["owner", "admin", "operator", "viewer"] as const).map((role) => may(role, "orders.push"))).toEqual(
    [true, true, true, false],
  );
  expect(may("operator", "orders.export")).toBe(true);
  expect(may("viewer", "orders.export")).toBe(false);
  expect(may("operator", "settings.write")).toBe(false);
  expect(may("operator", "deliveries.read")).toBe(false);
  expect(may("admin", "settings.write")).toBe(true);
  expect(may("viewer", "orders.read")).toBe(true);
});

test("a role of another version is not known", () => {
  expect(isRole("viewer")).toBe(true);
  expect(["supervisor", "", "toString"].map(isRole)).toEqual([false, false, false]);
});
