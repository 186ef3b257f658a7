import { expect, test } from "vitest";
import { leg, legLine, lineFacts, orderFacts, orderHead, route } from "@/testing/seed/order-facts";
import { pushOffer } from "./push-offer";

const two = [lineFacts("l1"), lineFacts("l2")];
const routes = [route("l1", "a"), route("l2", "b")];

test("the button says what it will do", () => {
  expect(pushOffer(orderFacts({ lines: two, routes }))).toMatchObject({
    label: "Push to 2 suppliers",
    possible: true,
  });
  const started = orderFacts({
    lines: two,
    routes,
    legs: [leg("leg_1", "created", [legLine("l1", 3, { liveUnits: 3 })])],
  });
  expect(pushOffer(started)).toMatchObject({ label: "Push the rest", possible: true });
});

test("refused or uncertain items are not called pushed", () => {
  const why = (state: "rejected" | "uncertain") =>
    pushOffer(
      orderFacts({
        lines: [lineFacts("l1")],
        routes: [route("l1", "a")],
        legs: [leg("leg_1", state, [legLine("l1", 3)])],
      }),
    ).why;
  expect(why("rejected")).toContain("were refused: retry the send");
  expect(why("uncertain")).toContain("looks up the order before it sends anything again");
});

test("a text says why there is nothing to push", () => {
  expect(pushOffer(orderFacts({ lines: two, routes: [] }))).toMatchObject({
    possible: false,
    why: "All items are unsynced.",
  });
  const cancelled = orderFacts({ lines: two, routes, order: orderHead({ cancelledAt: new Date(0) }) });
  expect(pushOffer(cancelled)).toMatchObject({ possible: false, why: "The order is cancelled." });
});
