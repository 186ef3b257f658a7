import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { verifyGrant, verifyInstall } from "./verify-grant";

const now = new Date("2026-03-01T12:00:00Z");
const whole = {
  code: "abc",
  shop: "harbour.myshopify.com",
  state: "s1",
  timestamp: String(now.getTime() / 1_000),
  host: "YWRtaW4",
};

function signed(parts: Record<string, string>, secret = "current"): URLSearchParams {
  const sorted = Object.entries(parts).sort(([left], [right]) => (left < right ? -1 : 1));
  const hmac = createHmac("sha256", secret).update(new URLSearchParams(sorted).toString()).digest("hex");
  return new URLSearchParams({ ...parts, hmac });
}

const verify = (query: URLSearchParams) => verifyGrant(query, ["current", "previous"], now);

test("an answer that is signed with the current or the previous secret is accepted", () => {
  const granted = { kind: "granted", shopDomain: "harbour.myshopify.com", code: "abc", state: "s1" };
  expect(verify(signed(whole))).toEqual(granted);
  expect(verify(signed(whole, "previous"))).toEqual(granted);
});

test.each([
  ["another secret", signed(whole, "foreign")],
  ["no signature", new URLSearchParams(whole)],
  [
    "a changed shop",
    new URLSearchParams({ ...Object.fromEntries(signed(whole)), shop: "evil.myshopify.com" }),
  ],
  ["a shop that is none", signed({ ...whole, shop: "evil.example" })],
  ["no code", signed({ ...whole, code: "" })],
  ["no state", signed({ ...whole, state: "" })],
])("an answer with %s is refused", (_, query) => {
  expect(verify(query)).toEqual({ kind: "forged" });
});

test("an old answer, one of the future and one without a time are stale; a cancelled one says so", () => {
  const at = (timestamp: string) => verify(signed({ ...whole, timestamp }));
  const seconds = now.getTime() / 1_000;
  expect([at(String(seconds - 601)), at(String(seconds + 601)), at("never")]).toEqual(
    Array(3).fill({ kind: "stale" }),
  );
  expect(verify(new URLSearchParams({ error: "access_denied" }))).toEqual({ kind: "cancelled" });
});

test("the address that opens the app is checked in the same way, and needs no code", () => {
  const { shop, timestamp, host } = whole;
  const opened = (parts: Record<string, string>, secret?: string) =>
    verifyInstall(signed({ shop, timestamp, host, ...parts }, secret), ["current", "previous"], now);
  expect(opened({})).toEqual({ kind: "asked", shopDomain: shop });
  expect(opened({}, "previous")).toEqual({ kind: "asked", shopDomain: shop });
  expect(opened({}, "foreign")).toEqual({ kind: "forged" });
  expect(opened({ shop: "evil.example" })).toEqual({ kind: "forged" });
  expect(opened({ timestamp: "1" })).toEqual({ kind: "stale" });
  const unsigned = new URLSearchParams({ shop, timestamp });
  expect(verifyInstall(unsigned, ["current"], now)).toEqual({ kind: "forged" });
});
