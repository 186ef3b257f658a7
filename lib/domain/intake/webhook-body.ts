import type { ReasonFor } from "./delivery";

/** The body of a webhook. Integers beyond 2^53 are kept as the text of their digits. */
export type WebhookBody = Readonly<Record<string, unknown>>;

type ParsedBody = { kind: "body"; body: WebhookBody } | { kind: "unusable"; reason: ReasonFor<"parked"> };

/** Parses the exact bytes of a webhook. A body with a NUL character, plain or escaped, is unusable. */
export function parseWebhookBody(bytes: Uint8Array): ParsedBody {
  if (bytes.includes(0)) return { kind: "unusable", reason: "nul" };
  let nul = false;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const body: unknown = JSON.parse(text, (key, value: unknown, context?: { source?: string }) => {
      if (key.includes("\0") || (typeof value === "string" && value.includes("\0"))) nul = true;
      const lossy = typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value);
      return lossy ? (context?.source ?? value) : value;
    });
    if (nul) return { kind: "unusable", reason: "nul" };
    if (typeof body !== "object" || body === null || Array.isArray(body)) {
      return { kind: "unusable", reason: "not_json" };
    }
    return { kind: "body", body: body as WebhookBody };
  } catch {
    return { kind: "unusable", reason: "not_json" };
  }
}

/** The GID of the order that the body is about: the body itself, or the id under `key`. Null when there is none. */
export function orderGidOf(
  body: WebhookBody,
  key: "id" | "order_id" | "admin_graphql_api_order_id" = "id",
): string | null {
  const gid = key === "id" ? body.admin_graphql_api_id : body[key];
  if (typeof gid === "string" && /^gid:\/\/shopify\/Order\/\d+$/.test(gid)) return gid;
  const id = body[key];
  const digits = typeof id === "number" ? String(id) : typeof id === "string" ? id : "";
  return /^[1-9]\d*$/.test(digits) ? `gid://shopify/Order/${digits}` : null;
}

/** The GID of the fulfillment order that the body is about; null when there is none. */
export function fulfillmentOrderGidOf(body: WebhookBody): string | null {
  const { fulfillment_order: named } = body;
  const gid = typeof named === "object" && named !== null && "id" in named ? named.id : null;
  return typeof gid === "string" && /^gid:\/\/shopify\/FulfillmentOrder\/\d+$/.test(gid) ? gid : null;
}

/** The GID of the shop that the body names under a key, as a number or a GID; null when there is none. */
export function shopGidOf(body: WebhookBody, key: "id" | "shop_id"): string | null {
  const id = body[key];
  if (typeof id === "string" && /^gid:\/\/shopify\/Shop\/\d+$/.test(id)) return id;
  const digits = typeof id === "number" ? String(id) : typeof id === "string" ? id : "";
  return /^[1-9]\d*$/.test(digits) ? `gid://shopify/Shop/${digits}` : null;
}
