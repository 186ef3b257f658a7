import { expect, test } from "vitest";
import { figures } from "./figures";

const store = { id: "sto_1", name: "Nordlicht", timeZone: "Europe/Berlin", merchantName: "Nord GmbH" };
const counts = {
  ...{ storeId: "sto_1", received: 1_204, pushed: 3, partlyPushed: 2, notPushed: 0, inTrouble: 1 },
  ...{ medianSeconds: 30, worstSeconds: 400, worstOrderId: "ord_8" },
};

test("each number opens the store's list of today that it counts, and the worst its order", () => {
  expect(figures({ store, counts }).map(({ text, href }) => [text, href])).toEqual([
    ["1,204", "/orders?store=sto_1&date=today"],
    ["3", "/orders?tab=pushed&store=sto_1&date=today"],
    ["2", "/orders?tab=partially_pushed&store=sto_1&date=today"],
    ["0", "/orders?tab=not_pushed&store=sto_1&date=today"],
    ["1", "/orders?tab=attention&store=sto_1&date=today"],
    ["30 s", "/orders?tab=pushed&store=sto_1&date=today"],
    ["6 min 40 s", "/orders/ord_8"],
  ]);
});

test("without a pushed order there is no time to open", () => {
  const none = { ...counts, medianSeconds: null, worstSeconds: null, worstOrderId: null };
  expect(
    figures({ store, counts: none })
      .slice(-2)
      .map(({ text, href }) => [text, href]),
  ).toEqual([
    ["none yet", null],
    ["none yet", null],
  ]);
});
