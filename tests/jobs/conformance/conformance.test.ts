import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { embeddedTarget } from "./embedded-target";
import { groups } from "./groups";
import { startTrial, type Target } from "./item";
import { serverTarget } from "./server-target";

const { INNGEST_CONFORMANCE_URL, INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY } = process.env;
const required = [
  ...["E1", "E2", "E3", "E4", "E5", "E6"],
  ...["R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "R9", "R10"],
  ...["P1", "P2", "P3", "P4", "S1", "S2", "S3", "S4"],
  ...["C1", "C2", "C3", "C4", "C5", "C6", "F1", "F2", "F3", "F4"],
  ...["X1", "X2", "X3", "X4", "X5", "B1", "B2", "B3", "B4"],
];
const items = groups.flatMap((group) => group.items);

test("every required item has exactly one test", () => {
  expect(items.map((item) => item.id).toSorted()).toEqual(required.toSorted());
});

describe(INNGEST_CONFORMANCE_URL ? `the server at ${INNGEST_CONFORMANCE_URL}` : "the embedded engine", () => {
  let target: Target;
  beforeAll(async () => {
    target = INNGEST_CONFORMANCE_URL
      ? await serverTarget({
          url: INNGEST_CONFORMANCE_URL,
          eventKey: INNGEST_EVENT_KEY,
          signingKey: INNGEST_SIGNING_KEY,
        })
      : await embeddedTarget();
  });
  afterAll(() => target?.close());

  for (const item of items) {
    const isSkipped = item.needsClock && INNGEST_CONFORMANCE_URL;
    test.skipIf(isSkipped)(`${item.id}: ${item.title}`, { timeout: 200_000 }, () =>
      item.run(startTrial(target, item)),
    );
  }
});
