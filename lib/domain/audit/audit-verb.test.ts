import { expect, it } from "vitest";
import { codesOf } from "@/lib/domain/values/code-table";
import { auditSentence, auditVerbs } from "./audit-verb";

const verbs = codesOf(auditVerbs);

it("spells each verb as a noun, a dot and words with underscores, in the order of the alphabet", () => {
  for (const verb of verbs) {
    expect(verb).toMatch(/^[a-z]+\.[a-z]+(_[a-z]+)*$/);
  }
  expect([...verbs].sort()).toEqual(verbs);
});

it("gives each verb a label of its own", () => {
  expect(new Set(verbs.map((verb) => auditVerbs[verb].label)).size).toBe(verbs.length);
});

it.each([
  ["push.requested", "user", "Mara requested a push"],
  ["push.requested", "job", "Automatic push"],
  ["leg.superseded", "user", "Planned send withdrawn"],
  ["order.received", "webhook", "Received from its store"],
  ["order.teleported_twice", "job", "Order teleported twice"],
  ["order.teleported_twice", "user", "Mara: Order teleported twice"],
])("writes %s of a %s as %s", (verb, actorKind, sentence) => {
  expect(auditSentence({ verb, actorKind, actorLabel: "Mara" })).toBe(sentence);
});
