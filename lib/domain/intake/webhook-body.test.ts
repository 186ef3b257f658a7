import { describe, expect, it } from "vitest";
import { orderGidOf, parseWebhookBody, shopGidOf } from "./webhook-body";

const bytes = (text: string) => new TextEncoder().encode(text);

function gid(text: string, key?: "order_id"): string | null {
  const parsed = parseWebhookBody(bytes(text));
  return parsed.kind === "body" ? orderGidOf(parsed.body, key) : null;
}

describe("webhook body", () => {
  it("keeps ids beyond 2^53 digit by digit", () => {
    expect(gid('{"id":820982911946154508}')).toBe("gid://shopify/Order/820982911946154508");
    expect(gid('{"id":1,"order_id":9007199254740993}', "order_id")).toBe(
      "gid://shopify/Order/9007199254740993",
    );
  });

  it("takes the GID where it is an order's", () => {
    expect(gid('{"id":7,"admin_graphql_api_id":"gid://shopify/Order/8"}')).toBe("gid://shopify/Order/8");
    expect(gid('{"id":7,"admin_graphql_api_id":"gid://shopify/Refund/8"}')).toBe("gid://shopify/Order/7");
  });

  it("takes a shop's id as a number or as a GID", () => {
    const shop = "gid://shopify/Shop/9007199254740993";
    const parsed = parseWebhookBody(bytes(`{"id":9007199254740993,"shop_id":"${shop}"}`));
    if (parsed.kind !== "body") throw new Error(parsed.reason);
    expect(shopGidOf(parsed.body, "id")).toBe(shop);
    expect(shopGidOf(parsed.body, "shop_id")).toBe(shop);
    expect(shopGidOf({ id: "gid://shopify/Order/1" }, "id")).toBeNull();
    expect(shopGidOf({}, "shop_id")).toBeNull();
  });

  it.each(['{"id":null}', '{"id":-1}', '{"id":1.5}', '{"id":"1; drop"}', "{}"])(
    "finds no order in %s",
    (text) => {
      expect(gid(text)).toBeNull();
    },
  );

  it.each([
    ["not json", "hello"],
    ["cut off", '{"id":1'],
    ["empty", ""],
    ["a list", "[1]"],
    ["a text", '"x"'],
  ])("parks %s", (_name, text) => {
    expect(parseWebhookBody(bytes(text))).toEqual({ kind: "unusable", reason: "not_json" });
  });

  it("parks bytes that are not UTF-8", () => {
    expect(parseWebhookBody(new Uint8Array([0x7b, 0xff, 0x7d]))).toMatchObject({ reason: "not_json" });
  });

  it.each(['{"id":1,"note":"a\\u0000b"}', '{"a\\u0000":1}', '{"id":1}\0'])("parks NUL in %j", (text) => {
    expect(parseWebhookBody(bytes(text))).toEqual({ kind: "unusable", reason: "nul" });
  });
});
