import { expect, test } from "vitest";
import { pickSwitches, storeSwitches } from "./store-switch";

test.each(Object.entries(storeSwitches))(
  "%s has a label and says what happens when it is off",
  (_, entry) => {
    expect(entry.label).toMatch(/^[A-Z].*[^.]$/);
    expect(entry.hint).toMatch(/When off, .*\.$/);
  },
);

test("the settings of a request are those that it gives", () => {
  const request = { storeId: "sto_1", autoPush: true, offerNext: false };
  expect(pickSwitches(request)).toEqual({ offerNext: false });
});
