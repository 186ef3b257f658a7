import { describe, expect, test } from "vitest";
import type { LegFacts, OrderFacts } from "@/lib/domain/orders/facts";
import { leg, legLine, lineFacts, orderFacts, route } from "@/testing/seed/order-facts";
import { pushTrack } from "./push-track";

const now = new Date("2026-03-01T12:00:00Z");

/** A leg to store "x" with all three units of line "a". */
const legOf = (state: LegFacts["state"], change: Partial<LegFacts> = {}) =>
  leg("leg_1", state, [legLine("a", 3, { liveUnits: state === "created" ? 3 : null })], {
    sourceStoreId: "x",
    leaseUntil: state === "claimed" ? new Date(now.getTime() + 60_000) : null,
    ...change,
  });

describe("push track", () => {
  test("has a segment per source store in rank order, counts unmapped lines apart, and leaves out tips", () => {
    const track = pushTrack(
      orderFacts({
        lines: [
          lineFacts("a"),
          lineFacts("b"),
          lineFacts("c"),
          lineFacts("d"),
          lineFacts("tip", { tip: true }),
        ],
        routes: [route("a", "late", { rank: 2000 }), route("b", "first"), route("c", "first")],
      }),
      now,
    );
    expect(track).toEqual({
      segments: [
        { sourceStoreId: "first", state: "not_pushed", lines: 2 },
        { sourceStoreId: "late", state: "not_pushed", lines: 1 },
      ],
      unsynced: 1,
      returned: 0,
    });
  });

  test.each([
    ["planned", "in_flight"],
    ["claimed", "in_flight"],
    ["created", "pushed"],
    ["uncertain", "uncertain"],
    ["rejected", "rejected"],
    ["recalled", "ended"],
    ["ended", "ended"],
    ["skipped", "not_pushed"],
    ["superseded", "not_pushed"],
  ] as const)("a leg that is %s is drawn as %s", (state, drawn) => {
    const track = pushTrack(
      orderFacts({ lines: [lineFacts("a")], routes: [route("a", "x")], legs: [legOf(state)] }),
      now,
    );
    expect(track.segments).toEqual([{ sourceStoreId: "x", state: drawn, lines: 1 }]);
  });

  test("a line with nothing open keeps its place while the connection to it is paused", () => {
    const drawn = (usable: boolean, currentQuantity: number) =>
      pushTrack(
        orderFacts({
          lines: [lineFacts("a", { currentQuantity })],
          routes: [route("a", "x", { usable }), route("a", "y", { rank: 2000 })],
        }),
        now,
      ).segments.map(({ sourceStoreId }) => sourceStoreId);
    expect(drawn(true, 0)).toEqual(["x"]);
    expect(drawn(false, 0)).toEqual(["x"]);
    // Open units go where they can go now.
    expect(drawn(false, 3)).toEqual(["y"]);
  });

  test("a claim whose lease has ended is uncertain", () => {
    const claimed = legOf("claimed", { leaseUntil: now });
    expect(
      pushTrack(orderFacts({ lines: [lineFacts("a")], routes: [route("a", "x")], legs: [claimed] }), now)
        .segments[0]?.state,
    ).toBe("uncertain");
  });

  test("a store is partly pushed when it has some units and would get more", () => {
    const track = pushTrack(
      orderFacts({
        lines: [lineFacts("a", { currentQuantity: 4 })],
        routes: [route("a", "x")],
        legs: [legOf("created")],
      }),
      now,
    );
    expect(track.segments).toEqual([{ sourceStoreId: "x", state: "partly", lines: 1 }]);
  });

  test("a pushed line without a mapping stays in the segment of its store", () => {
    const track = pushTrack(orderFacts({ lines: [lineFacts("a")], legs: [legOf("created")] }), now);
    expect(track).toEqual({
      segments: [{ sourceStoreId: "x", state: "pushed", lines: 1 }],
      unsynced: 0,
      returned: 0,
    });
  });

  test("counts lines of which a supplier gave back units, until these are placed again", () => {
    const lines = [lineFacts("a"), lineFacts("b")];
    const routes = [route("a", "x"), route("b", "x")];
    const shrunk = leg("g1", "created", [
      legLine("a", 3, { liveUnits: 1 }),
      legLine("b", 3, { liveUnits: 3 }),
    ]);
    const ended = leg("g2", "ended", [legLine("b", 3)]);
    const again = leg("g3", "planned", [legLine("a", 2)]);
    const returned = (...legs: OrderFacts["legs"]) =>
      pushTrack(orderFacts({ lines, legs, routes }), now).returned;
    expect(returned()).toBe(0);
    expect(returned(shrunk)).toBe(1);
    expect(returned(ended)).toBe(1);
    expect(returned(shrunk, again)).toBe(0);
  });
});
