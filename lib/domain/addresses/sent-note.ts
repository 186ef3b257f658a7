/** Which of an order's addresses or numbers a note is about. */
export type NotedPart = "order" | "shipping" | "billing";

/** What Crossdock changes in an address or a phone number before it is sent. */
export type SentNoteKind =
  | "country_code"
  | "country_unknown"
  | "province_code"
  | "province_attribute"
  | "name_repeated"
  | "company_as_name"
  | "phone_normalised"
  | "phone_left_out";

/** A change with the text as the shopper wrote it and, where one is sent instead, the new text. */
export type SentNote = { kind: SentNoteKind; part: NotedPart; was: string; sent: string | null };

const parts: Readonly<Record<NotedPart, string>> = {
  order: "Order",
  shipping: "Shipping address",
  billing: "Billing address",
};

const sentences: Readonly<Record<SentNoteKind, (note: SentNote) => string>> = {
  country_code: ({ was, sent }) => `the country “${was}” is sent as the code ${sent}.`,
  country_unknown: ({ was }) => `the country “${was}” is not recognised. It is sent as an attribute.`,
  province_code: ({ was, sent }) => `the province “${was}” is sent as the code ${sent}.`,
  province_attribute: ({ was }) =>
    `the province “${was}” is sent as an attribute, because Shopify's addresses of this country have no such province.`,
  name_repeated: ({ was }) => `Shopify needs a last name, so “${was}” is sent as first and last name.`,
  company_as_name: ({ was }) =>
    `Shopify needs a last name, so the company “${was}” is sent as last name too.`,
  phone_normalised: ({ was, sent }) => `the phone number “${was}” is sent as ${sent}.`,
  phone_left_out: ({ was }) =>
    `the phone number “${was}” is left out, because Shopify refuses it. It is sent as an attribute.`,
};

/** A note as a sentence. */
export function sentNoteText(note: SentNote): string {
  return `${parts[note.part]}: ${sentences[note.kind](note)}`;
}
