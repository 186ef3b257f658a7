import { expect, test } from "vitest";
import { describeError } from "./describe-error";

test("a logged error never contains the message, which may contain personal data", () => {
  const cause = Object.assign(new Error("value jane@doe.example"), {
    code: "23505",
    constraint_name: "x_key",
  });
  const logged = describeError(new Error("Failed query … params: jane@doe.example", { cause }));
  expect(JSON.stringify(logged)).not.toContain("jane");
  expect(logged).toMatchObject({ code: "23505", constraint: "x_key", frame: expect.stringMatching(/^at /) });
  expect(describeError("jane@doe.example")).toEqual({ error: "string" });
  // A log line has a level, a time, a name and a message of its own.
  for (const own of ["level", "at", "name", "message"]) expect(logged).not.toHaveProperty(own);
});
