import { expect, test } from "vitest";
import { jobsHref, readJobParams } from "./job-params";

test("the filters of the URL are read; a value that is not understood counts as absent", () => {
  const filter = {
    functionId: "crossdock-sweep",
    state: "failed" as const,
    before: { createdAt: new Date(5), id: "run_0a" },
  };
  const query = Object.fromEntries(new URLSearchParams(jobsHref(filter).split("?")[1]));
  expect(readJobParams(query)).toEqual(filter);
  expect(readJobParams({ state: "broken", function: "a b", after: "x_run_1" })).toEqual({
    functionId: null,
    state: null,
    before: null,
  });
  expect(jobsHref({ functionId: null, state: null })).toBe("/jobs");
});
