import { expect, it } from "vitest";
import { readable } from "./readable";

it.each([
  ["PARTIALLY_PAID", "Partially paid"],
  ["on_hold", "On hold"],
  ["_A_NEW_ONE ", "A new one"],
  ["", ""],
])("writes %j as %j", (code, text) => {
  expect(readable(code)).toBe(text);
});
