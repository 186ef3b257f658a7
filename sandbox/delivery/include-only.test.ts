import { expect, it } from "vitest";
import { includeOnly } from "./include-only";

const payload = {
  id: 1,
  email: "ada@example.com",
  order_edit: { id: 2, order_id: 3, staff_note: "x" },
  line_items: [
    { id: 4, title: "Mug" },
    { id: 5, title: "Cup" },
  ],
  customer: null,
};

it.each([
  [[], payload],
  [["id"], { id: 1 }],
  [["order_edit.order_id", "order_edit.id"], { order_edit: { id: 2, order_id: 3 } }],
  [["line_items.id"], { line_items: [{ id: 4 }, { id: 5 }] }],
  [["order_edit", "order_edit.id"], { order_edit: payload.order_edit }],
  [["customer.id", "none"], { customer: null }],
])("%j", (fields, body) => {
  expect(includeOnly(payload, fields)).toEqual(body);
});
