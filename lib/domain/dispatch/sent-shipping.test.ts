import { expect, it } from "vitest";
import type { ShippingLine } from "@/lib/domain/orders/order";
import { sentShipping } from "./sent-shipping";

const line = (title: string, code: string | null): ShippingLine => ({ title, code, price: 490 });

it.each<[string, ShippingLine[], { title: string; code: string | null }]>([
  ["its own title and code", [line("Express", "EXP")], { title: "Express", code: "EXP" }],
  [
    "the first of several",
    [line("Express", "EXP"), line("Pallet", "PAL")],
    { title: "Express", code: "EXP" },
  ],
  ["no code where it is empty", [line("Express", "")], { title: "Express", code: null }],
  ["no code where there is none", [line("Express", null)], { title: "Express", code: null }],
  ["a neutral title without a shipping line", [], { title: "Shipping", code: null }],
])("a supplier gets %s", (_, shippingLines, sent) => {
  expect(sentShipping({ shippingLines })).toEqual(sent);
});
