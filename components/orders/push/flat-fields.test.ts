import { expect, test } from "vitest";
import { flatFields } from "./flat-fields";

test("every sent field is a separate entry", () => {
  const fields = flatFields({
    order: {
      email: "a@b.example",
      tags: ["vip", "eu"],
      note: null,
      lineItems: [{ quantity: 2 }, { quantity: 1 }],
    },
    options: { sendReceipt: false },
  });
  expect(fields).toEqual([
    { field: "order › email", value: "a@b.example" },
    { field: "order › tags", value: "vip, eu" },
    { field: "order › lineItems 1 › quantity", value: "2" },
    { field: "order › lineItems 2 › quantity", value: "1" },
    { field: "options › sendReceipt", value: "false" },
  ]);
});
