import { expect, it } from "vitest";
import type { LogFields } from "@/lib/log";
import { eachOrder } from "./each-order";

const silent = { info() {}, warn() {}, error() {} };

it("runs the verb once for each order, in the given order", async () => {
  const orderIds = ["ord_2", "ord_1", "ord_2"];
  expect(await eachOrder({ log: silent }, orderIds, "a test failed", async (orderId) => orderId)).toEqual([
    { orderId: "ord_2", outcome: "ord_2" },
    { orderId: "ord_1", outcome: "ord_1" },
  ]);
});

it("logs the name of a failing order's error, without its message, and continues with the next order", async () => {
  const logged: [string, LogFields | undefined][] = [];
  const log = { ...silent, error: (message: string, fields?: LogFields) => logged.push([message, fields]) };
  const outcomes = await eachOrder({ log }, ["ord_1", "ord_2"], "a test failed", async (orderId) => {
    if (orderId === "ord_1") throw new TypeError("ada@example.com");
    return "done";
  });
  expect(outcomes).toEqual([
    { orderId: "ord_1", outcome: null },
    { orderId: "ord_2", outcome: "done" },
  ]);
  expect(logged).toEqual([["a test failed", { orderId: "ord_1", error: "TypeError" }]]);
});
