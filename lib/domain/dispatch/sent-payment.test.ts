import { expect, test } from "vitest";
import { sentPayment } from "./sent-payment";

test.each([
  ["PAID", "PAID"],
  ["PARTIALLY_REFUNDED", "PAID"],
  ["AUTHORIZED", "PENDING"],
  ["PARTIALLY_PAID", "PENDING"],
  ["PENDING", "PENDING"],
  ["EXPIRED", "PENDING"],
  ["VOIDED", "PENDING"],
  ["REFUNDED", "PENDING"],
  ["A_STATUS_OF_TOMORROW", "PENDING"],
  [null, "PENDING"],
])("an order that is %s is sent as %s", (status, sent) => {
  expect(sentPayment(status)).toBe(sent);
});
