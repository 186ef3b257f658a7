import { z } from "zod";
import type { Transport } from "@/lib/shopify/client/call-admin";
import { classifyStatus, classifyTransport } from "@/lib/shopify/client/classify-failure";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import type { IssuedToken, TokenRequest } from "@/lib/shopify/client/gateway";

/** How long Shopify may take to answer. The lease of a renewal is longer. */
const TIMEOUT_MS = 15_000;

const seconds = z.number().positive();

/** Shopify's answer. What must be there depends on what was asked for. */
const answerSchema = z.object({
  access_token: z.string().min(1),
  expires_in: seconds.optional(),
  refresh_token: z.string().min(1).optional(),
  refresh_token_expires_in: seconds.optional(),
});

const refusalSchema = z.object({ error: z.string() });

/**
 * Asks Shopify for an access token: with the code of an OAuth grant, with a refresh token, or with the app's client
 * credentials. A code works once, so that after a lost answer the merchant grants again. A refresh token works until the
 * one that replaced it is used, so that a lost answer is asked for again.
 *
 * An answer without the times that were asked for is the failure `token_without_expiry`: such a token would be used
 * until it is refused. Source: shopify.dev, "Offline access tokens".
 *
 * @param baseUrl null for real shops; otherwise the address of a substitute server
 */
export async function requestToken(
  transport: Transport,
  baseUrl: string | null,
  request: TokenRequest,
): Promise<IssuedToken> {
  const { shopDomain, askedAt } = request;
  const host = baseUrl === null ? `https://${shopDomain}` : `${baseUrl.replace(/\/$/, "")}/${shopDomain}`;
  const response = await send(transport, `${host}/admin/oauth/access_token`, fieldsOf(request));
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw refusal(request, response, body);
  const parsed = answerSchema.safeParse(body);
  if (!parsed.success) throw new ShopifyFailure("unreadable_answer", "Shopify's answer contains no token.");
  const answer = parsed.data;
  const accessToken = answer.access_token;
  const after = (s: number) => new Date(askedAt.getTime() + s * 1_000);
  const { expires_in: life, refresh_token: refresh, refresh_token_expires_in: refreshLife } = answer;
  const whole = life !== undefined && refresh !== undefined && refreshLife !== undefined;
  if (request.grant === "client_credentials" && life !== undefined) {
    return { accessToken, lifetime: { issuedAt: askedAt, expiresAt: after(life), refresh: null } };
  }
  if (request.grant !== "client_credentials" && whole) {
    const renewal = { token: refresh, expiresAt: after(refreshLife) };
    return { accessToken, lifetime: { issuedAt: askedAt, expiresAt: after(life), refresh: renewal } };
  }
  const permanent = request.grant === "code" && !request.expiring && life === undefined;
  if (permanent) return { accessToken, lifetime: null };
  throw new ShopifyFailure("token_without_expiry", "Shopify's answer does not say when the token ends.", {
    executed: "no",
  });
}

function fieldsOf(request: TokenRequest): Record<string, string> {
  const app = { client_id: request.clientId, client_secret: request.clientSecret };
  switch (request.grant) {
    case "code":
      return { ...app, code: request.code, expiring: request.expiring ? "1" : "0" };
    case "refresh":
      return { ...app, grant_type: "refresh_token", refresh_token: request.refreshToken };
    case "client_credentials":
      return { ...app, grant_type: "client_credentials" };
  }
}

/** What a refused request means, by what was asked for. */
function refusal(request: TokenRequest, response: Response, body: unknown): ShopifyFailure {
  const never = { executed: "no" } as const;
  if (request.grant === "code" && response.status < 500) {
    return new ShopifyFailure("unauthorized", "Shopify refused the code or the app's secret.", never);
  }
  const known = refusalSchema.safeParse(body);
  const error = known.success ? known.data.error : null;
  if (response.status === 401 || error === "invalid_client") {
    return new ShopifyFailure("app_secret_refused", "Shopify refused the app's secret.", never);
  }
  if (error === "shop_not_permitted") {
    return new ShopifyFailure("shop_not_permitted", "Shopify does not permit the shop.", never);
  }
  if (response.status === 400) {
    return request.grant === "refresh"
      ? new ShopifyFailure("token_ended", "Shopify refused the refresh token.", never)
      : new ShopifyFailure("shop_not_permitted", "Shopify refused the client credentials.", never);
  }
  return classifyStatus({
    status: response.status,
    statusText: response.statusText,
    retryAfter: response.headers.get("retry-after"),
  });
}

async function send(transport: Transport, url: string, body: Record<string, string>): Promise<Response> {
  const signal = transport.timeout(TIMEOUT_MS);
  try {
    return await transport.fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify(body),
      signal,
      redirect: "manual",
    });
  } catch (error) {
    throw classifyTransport(error, signal.aborted);
  }
}
