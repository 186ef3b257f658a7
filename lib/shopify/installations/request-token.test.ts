import { describe, expect, it } from "vitest";
import type { Transport } from "@/lib/shopify/client/call-admin";
import type { ShopifyFailure } from "@/lib/shopify/client/failure";
import type { TokenRequest } from "@/lib/shopify/client/gateway";
import { requestToken } from "./request-token";

const askedAt = new Date("2026-11-30T12:00:00Z");
const app = { shopDomain: "a.myshopify.com", clientId: "id", clientSecret: "secret", askedAt };
const asked = {
  code: { ...app, grant: "code", code: "c", expiring: true },
  permanent: { ...app, grant: "code", code: "c", expiring: false },
  refresh: { ...app, grant: "refresh", refreshToken: "r" },
  exchange: { ...app, grant: "exchange", permanentToken: "p" },
  own: { ...app, grant: "client_credentials" },
} as const satisfies Record<string, TokenRequest>;

const token = { access_token: "t" };
const hour = { ...token, expires_in: 3_600 };
const whole = { ...hour, refresh_token: "r2", refresh_token_expires_in: 7_776_000 };

/** A transport that gives one answer, and remembers what was sent. */
function answering(status: number, body: unknown, headers: Record<string, string> = {}) {
  const sent: { url: string; fields: unknown }[] = [];
  const transport: Transport = {
    now: () => 0,
    timeout: () => new AbortController().signal,
    fetch: async (url, init) => {
      sent.push({ url, fields: JSON.parse(String(init.body)) });
      return new Response(typeof body === "string" ? body : JSON.stringify(body), { status, headers });
    },
  };
  return { sent, ask: (request: TokenRequest) => requestToken(transport, null, request) };
}

const outcome = (promise: Promise<unknown>) => promise.catch(({ code }: ShopifyFailure) => code);

describe("requestToken", () => {
  it("sends what each grant needs to the shop, and counts the life from the time of asking", async () => {
    const { sent, ask } = answering(200, whole);
    const refresh = { token: "r2", expiresAt: new Date(askedAt.getTime() + 90 * 86_400_000) };
    const lifetime = { issuedAt: askedAt, expiresAt: new Date("2026-11-30T13:00:00Z"), refresh };
    expect(await ask(asked.code)).toEqual({ accessToken: "t", lifetime });
    expect(await ask(asked.refresh)).toEqual({ accessToken: "t", lifetime });
    expect(await ask(asked.exchange)).toEqual({ accessToken: "t", lifetime });
    expect(await ask(asked.own)).toEqual({ accessToken: "t", lifetime: { ...lifetime, refresh: null } });
    const client = { client_id: "id", client_secret: "secret" };
    expect(sent.map(({ fields }) => fields)).toEqual([
      { ...client, code: "c", expiring: "1" },
      { ...client, grant_type: "refresh_token", refresh_token: "r" },
      {
        ...{ ...client, grant_type: "urn:ietf:params:oauth:grant-type:token-exchange", expiring: "1" },
        subject_token: "p",
        subject_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
        requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
      },
      { ...client, grant_type: "client_credentials" },
    ]);
    expect(sent[0]?.url).toBe("https://a.myshopify.com/admin/oauth/access_token");
  });

  it.each([
    ["code", token],
    ["code", hour],
    ["code", { ...whole, refresh_token_expires_in: undefined }],
    ["refresh", { ...whole, expires_in: undefined }],
    ["refresh", hour],
    ["exchange", token],
    ["own", token],
    ["permanent", hour],
  ] as const)("a %s without all its times (%j) is a fault", async (grant, body) => {
    expect(await outcome(answering(200, body).ask(asked[grant]))).toBe("token_without_expiry");
  });

  it("a permanent token has no end, and an expiring one that came instead is used as such", async () => {
    expect(await answering(200, token).ask(asked.permanent)).toEqual({ accessToken: "t", lifetime: null });
    expect((await answering(200, whole).ask(asked.permanent)).lifetime).not.toBeNull();
  });

  it.each([
    ["code", 400, { error: "invalid_request" }, "code_refused"],
    ["code", 400, { error: "invalid_client" }, "app_secret_refused"],
    ["code", 400, { error: "application_cannot_be_found" }, "app_secret_refused"],
    ["code", 401, { error: "invalid_client" }, "app_secret_refused"],
    ["code", 402, "", "payment_required"],
    ["code", 429, "", "rate_limited"],
    ["code", 502, "", "server_error"],
    ["exchange", 400, { error: "invalid_subject_token" }, "token_ended"],
    ["exchange", 401, { error: "invalid_client" }, "app_secret_refused"],
    ["refresh", 400, { error: "invalid_request" }, "token_ended"],
    ["refresh", 400, { error: "invalid_grant" }, "token_ended"],
    ["refresh", 401, { error: "invalid_client" }, "app_secret_refused"],
    ["refresh", 402, "", "payment_required"],
    ["refresh", 404, { errors: "Not Found" }, "not_found"],
    ["refresh", 429, "", "rate_limited"],
    ["refresh", 503, "<html>", "server_error"],
    ["refresh", 200, '{"access_to', "unreadable_answer"],
    ["own", 400, { error: "shop_not_permitted" }, "shop_not_permitted"],
    ["own", 403, { error: "shop_not_permitted" }, "shop_not_permitted"],
  ] as const)("an answer to a %s with status %i and %j is %s", async (grant, status, body, code) => {
    expect(await outcome(answering(status, body).ask(asked[grant]))).toBe(code);
  });
});
