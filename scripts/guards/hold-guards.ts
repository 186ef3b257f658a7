import type { Guard } from "./guard";

const holds = "tests/faults/holds.test.ts";

/** Guards of what a person keeps automatic push away from. */
export const holdGuards: Guard[] = [
  {
    name: "hold",
    edits: [
      {
        file: "lib/domain/eligibility.ts",
        find: `if (order.heldAt !== null) cautions.push("on_hold");`,
        replace: "",
      },
    ],
    test: { file: holds, name: "a held order is never pushed automatically" },
  },
  {
    name: "hold of what is planned already",
    edits: [
      {
        file: "lib/services/hold-order.ts",
        find: "const underWay = await takeBackPlanned(tx, ctx, facts, at);",
        replace: "const underWay = (await takeBackPlanned(tx, ctx, { ...facts, legs: [] }, at)) + 0;",
      },
    ],
    test: {
      file: holds,
      name: "a person pushes a held order by hand, with a reason",
    },
  },
];
