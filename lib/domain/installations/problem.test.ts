import { expect, it } from "vitest";
import { explainProblem, problems } from "./problem";
import { isLasting, isRemoteErrorCode, remoteErrors } from "./remote-error";

const kinds = Object.entries(problems);

it.each(kinds)("%s has a label, a message and a remedy", (_, problem) => {
  expect(problem.label).toMatch(/^[A-Z].{2,29}[^.]$/);
  expect(problem.message).toMatch(/^[A-Z].*\.$/);
  expect(problem.remedy).toMatch(/^[A-Z].*\.$/);
});

it("has a label of its own for every kind", () => {
  expect(new Set(kinds.map(([, problem]) => problem.label)).size).toBe(kinds.length);
});

it("has a kind for every failure that lasts", () => {
  const lasting = Object.keys(remoteErrors).filter((code) => isRemoteErrorCode(code) && isLasting(code));
  expect(kinds.map(([kind]) => kind).sort()).toEqual(
    [
      ...lasting,
      ...["app_uninstalled", "fulfillment_orders_hidden", "scopes_missing", "paused"],
      ...["subscriptions_missing", "customer_data_withheld"],
      ...["new_orders_stalled", "changes_stalled", "read_parked", "other_apps_unread"],
    ].sort(),
  );
});

it("shows the store's answer with the kinds that need it, and with no other", () => {
  expect(explainProblem("unknown", { answer: "418 I'm a teapot" })).toMatchObject({
    label: "Unknown answer",
    message:
      "The store gave an answer that Crossdock does not recognise. The store answered: 418 I'm a teapot",
    action: "deliveries",
  });
  expect(explainProblem("unauthorized", { answer: "secret" })).toEqual({
    label: "Token refused",
    message: "The store no longer accepts our access token.",
    remedy: "Connect the store again.",
    responsible: "agency",
    action: "connect_again",
  });
});

it("shows the text that an earlier version stored", () => {
  const stored = { message: "Something of long ago. Do something." };
  expect(explainProblem("unknown", stored)).toMatchObject({ ...stored, remedy: null });
  expect(explainProblem("of_long_ago", stored)).toMatchObject({ ...stored, remedy: null, action: null });
});

it("says that this version does not know the kind", () => {
  expect(explainProblem("of_tomorrow", {}).message).toContain('does not know the problem "of_tomorrow"');
  expect(explainProblem("constructor", {}).label).toBe("Unknown problem");
});
