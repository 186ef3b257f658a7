import { expect, test } from "vitest";
import { isJobFunctionId, jobFunctions } from "./job-function";

test.each(Object.entries(jobFunctions))("%s has a label, and events or a schedule", (_, job) => {
  expect(job.label).toMatch(/^[A-Z].*[^.]$/);
  if ("cron" in job) expect(job.cron.split(" ")).toHaveLength(5);
  else expect(job.events.length).toBeGreaterThan(0);
});

test("a function of another version is not known", () => {
  expect(isJobFunctionId("push-order")).toBe(true);
  expect(isJobFunctionId("toString")).toBe(false);
  expect(isJobFunctionId("job-of-tomorrow")).toBe(false);
});
