import { expect, it } from "vitest";
import { codesOf } from "@/lib/domain/values/code-table";
import { checkedValues } from "@/testing/database/checked-values";
import { attemptOutcomes } from "./attempt";

const outcomes = codesOf(attemptOutcomes);

it("has the outcomes that the database allows", () => {
  expect([...outcomes].sort()).toEqual(checkedValues("attempt_outcome"));
});

it("treats an order as possibly created unless the answer says that it was not", () => {
  expect(outcomes.filter((outcome) => attemptOutcomes[outcome].mayHaveArrived).sort()).toEqual([
    "created",
    "indefinite",
    "pending",
  ]);
});

it("treats a look-up as answered only if it found the order, or found that there is none", () => {
  expect(outcomes.filter((outcome) => attemptOutcomes[outcome].answersLookUp)).toEqual(["found", "absent"]);
});
