import { expect, it } from "vitest";
import { makeLine, makeOrder } from "@/testing/sandbox/make-order";
import type { EditSession } from "../state/order-draft";
import { editOf, previewOf } from "./edit-session";

const order = makeOrder({ lines: [makeLine({ id: "1", quantity: 3 }), makeLine({ id: "2" })] });

function session(fields: Partial<EditSession>): EditSession {
  return {
    id: "s",
    shop: order.shop,
    clientId: "c",
    orderId: order.id,
    quantities: [],
    additions: [],
    ...fields,
  };
}

const change = (lineId: string, quantity: number) => ({ lineId, quantity, restock: false });

it("an edit contains only changed quantities, and added lines that were not removed again", () => {
  const edit = editOf(
    session({
      quantities: [change("1", 2), change("2", 1)],
      additions: [
        { id: "a", line: makeLine({ title: "Kept" }) },
        { id: "b", line: makeLine({ title: "Removed", quantity: 0 }) },
      ],
    }),
    order,
  );
  expect(edit.quantities).toEqual([change("1", 2)]);
  expect(edit.additions.map(({ title }) => title)).toEqual(["Kept"]);
});

it("a preview keeps the ordered quantity of a lowered line, and raises that of an increased line", () => {
  const quantities = [change("1", 1), change("2", 5)];
  const { lines } = previewOf(session({ quantities }), order);
  expect(lines.map(({ quantity, currentQuantity }) => [quantity, currentQuantity])).toEqual([
    [3, 1],
    [5, 5],
  ]);
  expect(order.lines[0]?.currentQuantity).toBe(3);
});
