import { expect, it } from "vitest";
import { shownCustomer } from "./shown-customer";

it.each([
  ["Ida Berg", "Kiosk 7", "+358401234567", "Ida Berg"],
  [" ", "Kiosk 7", "+358401234567", "Kiosk 7"],
  [null, "", "+358401234567", "+358401234567"],
  [null, null, " ", null],
])("%s, %s, %s → %s", (customerName, company, phone, shown) => {
  expect(shownCustomer({ customerName, company, phone })).toBe(shown);
});
