import type { TopicFault } from "../faults/fault-kinds";
import { rawId } from "./json";

type Body = Record<string, unknown>;

const PERSONAL = ["email", "contact_email", "phone", "browser_ip", "customer"];
const ADDRESSES = ["shipping_address", "billing_address", "destination"];
/** Fields that payloads of earlier versions do not have. */
const NEWER = [
  "merchant_business_entity_id",
  "duties_included",
  "line_item_groups",
  "returns",
  "current_shipping_price_set",
];
const STATUSES = ["financial_status", "fulfillment_status", "status", "cancel_reason"];
const BEYOND_DOUBLES = "9223372036854775807";

/** The payload version of `webhook-old-version`. */
export const OLD_VERSION = "2025-10";

function listOf(body: Body, key: string): Body[] {
  return Array.isArray(body[key]) ? (body[key] as Body[]) : [];
}

const DISTORTIONS: Partial<Record<TopicFault, (body: Body) => Body>> = {
  "webhook-unknown-fields": (body) => ({
    ...body,
    ...(body.line_items
      ? { line_items: listOf(body, "line_items").map((line) => ({ ...line, future_flag: true })) }
      : {}),
    future_field: { since: "2027-04", nested: [null, { deep: "value" }] },
  }),
  "webhook-unknown-enum": (body) => {
    const changed: Body = { ...body };
    for (const key of STATUSES) if (typeof body[key] === "string") changed[key] = "word_of_tomorrow";
    const wrapped = body.fulfillment_order as Body | undefined;
    return wrapped ? { ...changed, fulfillment_order: { ...wrapped, status: "word_of_tomorrow" } } : changed;
  },
  "webhook-redacted": (body) => {
    const changed: Body = { ...body };
    for (const key of [...PERSONAL, ...ADDRESSES]) if (key in body) changed[key] = null;
    return changed;
  },
  "webhook-64-bit-ids": (body) => ({
    ...body,
    user_id: rawId(BEYOND_DOUBLES),
    device_id: rawId(BEYOND_DOUBLES),
    checkout_id: rawId(BEYOND_DOUBLES),
  }),
  "webhook-old-version": (body) =>
    Object.fromEntries(Object.entries(body).filter(([key]) => !NEWER.includes(key))),
};

/** Applies the faults of a delivery to its body. Apart from invented status values, the content stays true. */
export function distort(content: object, kinds: TopicFault[]): object {
  return kinds.reduce<Body>((body, kind) => DISTORTIONS[kind]?.(body) ?? body, content as Body);
}
