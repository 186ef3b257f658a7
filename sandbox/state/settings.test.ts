import { expect, it } from "vitest";
import { parseSettings } from "./settings";

it.each([
  [{ nonsense: 1 }, 'There is no setting "nonsense".'],
  [{ searchLagMs: "3" }, 'The setting "searchLagMs" must be a number.'],
  [{ searchLagMs: -1 }, 'The setting "searchLagMs" must not be negative.'],
  [{ searchLagMs: Number.NaN }, 'The setting "searchLagMs" must not be negative.'],
  [{ duplicateIdMetafield: "x" }, 'The setting "duplicateIdMetafield" must be one of reject, accept.'],
])("refuses %j", (input, message) => {
  expect(() => parseSettings(input)).toThrow(message);
});

it("accepts some of the settings", () => {
  expect(parseSettings({ searchLagMs: 0, requiresShippingDefault: "variant" })).toEqual({
    searchLagMs: 0,
    requiresShippingDefault: "variant",
  });
});
