import { expect, it } from "vitest";
import { type NotedPart, type SentNoteKind, sentNoteText } from "./sent-note";

it.each<[NotedPart, string]>([
  ["order", "Order"],
  ["shipping", "Shipping address"],
  ["billing", "Billing address"],
])("a note on %s begins with “%s”", (part, begin) => {
  expect(sentNoteText({ kind: "phone_normalised", part, was: "030 1", sent: "+49301" })).toBe(
    `${begin}: the phone number “030 1” is sent as +49301.`,
  );
});

it.each<[SentNoteKind, string | null]>([
  ["country_code", "FI"],
  ["country_unknown", null],
  ["province_code", "FL"],
  ["province_attribute", null],
  ["name_repeated", null],
  ["company_as_name", null],
  ["phone_normalised", "+49301"],
  ["phone_left_out", null],
])("%s quotes the shopper's text, and the text that is sent if any: %s", (kind, sent) => {
  const text = sentNoteText({ kind, part: "order", was: "As written", sent });
  expect(text).toMatch(/^Order: .*“As written”.*\.$/);
  if (sent !== null)
    expect(text).toMatch(new RegExp(`is sent as (the code )?${sent.replace("+", "\\+")}\\.$`));
  expect(text).not.toContain("null");
});
