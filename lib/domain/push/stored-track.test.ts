import { expect, test } from "vitest";
import { leg, legLine, lineFacts, orderFacts, route } from "@/testing/seed/order-facts";
import { pushTrack } from "./push-track";
import { readTrack, storeTrack } from "./stored-track";

const now = new Date("2026-03-01T12:00:00Z");
const later = (ms: number) => new Date(now.getTime() + ms);

test("a stored track reads like a derived one, before and after a lease ends", () => {
  const facts = orderFacts({
    lines: [lineFacts("l1"), lineFacts("l2"), lineFacts("l3")],
    routes: [route("l1", "a"), route("l2", "b")],
    legs: [
      leg("g1", "claimed", [legLine("l1", 3)], { sourceStoreId: "a", leaseUntil: later(60_000) }),
      leg("g2", "rejected", [legLine("l2", 3)], { sourceStoreId: "b" }),
    ],
  });
  const stored = JSON.parse(JSON.stringify(storeTrack(facts, now)));
  for (const at of [now, later(59_999), later(60_000), later(120_000)]) {
    expect(readTrack(stored, at), at.toISOString()).toEqual(pushTrack(facts, at));
  }
  expect(readTrack(stored, now).segments[0]?.state).toBe("in_flight");
  expect(readTrack(stored, later(60_000)).segments[0]?.state).toBe("uncertain");
});
