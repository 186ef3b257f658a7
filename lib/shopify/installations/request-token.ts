import { z } from "zod";
import type { RemoteErrorCode } from "@/lib/domain/installations/remote-error";
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

/** How Shopify calls the exchange of a token, and the kind of token that is given and wanted. */
const EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
const OFFLINE = "urn:shopify:params:oauth:token-type:offline-access-token";

/**
 * Asks Shopify for an access token: with the code of an OAuth grant, with a refresh token, with a permanent token, or
 * with the app's client credentials. A code works once, so that after a lost answer the merchant grants again. A refresh
 * token works until the one that replaced it is used, and a permanent token can be exchanged again for seven days until
 * the pair that it gave is renewed, so that a lost answer is asked for again.
 *
 * An answer without the times that were asked for is the failure `token_without_expiry`: such a token would be used
 * until it is refused. Sources: shopify.dev, "Offline access tokens", and its changelog, "More resilient token exchanges".
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
    case "exchange":
      return {
        ...{ ...app, grant_type: EXCHANGE, subject_token: request.permanentToken, expiring: "1" },
        ...{ subject_token_type: OFFLINE, requested_token_type: OFFLINE },
      };
    case "client_credentials":
      return { ...app, grant_type: "client_credentials" };
  }
}

/** What Shopify refuses when it accepts the app's client ID and secret, by what was asked for. */
const refusals: Readonly<Record<TokenRequest["grant"], { code: RemoteErrorCode; message: string }>> = {
  code: { code: "code_refused", message: "Shopify refused the code." },
  refresh: { code: "token_ended", message: "Shopify refused the refresh token." },
  exchange: { code: "token_ended", message: "Shopify refused the permanent token." },
  client_credentials: { code: "shop_not_permitted", message: "Shopify refused the client credentials." },
};

/** Errors with which Shopify says that it does not know the client ID, or that the secret is not the app's. */
const WRONG_APP: readonly string[] = ["invalid_client", "application_cannot_be_found"];

/** What a refused request means. Only an answer about the app itself says that its secret is wrong. */
function refusal(request: TokenRequest, response: Response, body: unknown): ShopifyFailure {
  const never = { executed: "no" } as const;
  const known = refusalSchema.safeParse(body);
  const error = known.success ? known.data.error : null;
  if (response.status === 401 || (error !== null && WRONG_APP.includes(error))) {
    return new ShopifyFailure("app_secret_refused", "Shopify refused the app's secret.", never);
  }
  if (error === "shop_not_permitted") {
    return new ShopifyFailure("shop_not_permitted", "Shopify does not permit the shop.", never);
  }
  if (response.status === 400) {
    const { code, message } = refusals[request.grant];
    return new ShopifyFailure(code, message, never);
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
