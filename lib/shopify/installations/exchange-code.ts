import { z } from "zod";
import type { Transport } from "@/lib/shopify/client/call-admin";
import { ShopifyFailure } from "@/lib/shopify/client/failure";

const TIMEOUT_MS = 15_000;

const answerSchema = z.object({ access_token: z.string().min(1) });

/**
 * Exchanges the code of an OAuth grant for a permanent access token. The code works once, so that a lost answer means
 * that the merchant grants again.
 *
 * @param baseUrl null for real shops; otherwise the address of a substitute server
 */
export async function exchangeCode(
  transport: Transport,
  baseUrl: string | null,
  grant: { shopDomain: string; clientId: string; clientSecret: string; code: string },
): Promise<{ accessToken: string }> {
  const host =
    baseUrl === null ? `https://${grant.shopDomain}` : `${baseUrl.replace(/\/$/, "")}/${grant.shopDomain}`;
  const response = await send(transport, `${host}/admin/oauth/access_token`, {
    client_id: grant.clientId,
    client_secret: grant.clientSecret,
    code: grant.code,
  });
  if (response.status >= 400 && response.status < 500) {
    throw new ShopifyFailure("unauthorized", "Shopify refused the code or the app's secret.", {
      executed: "no",
    });
  }
  if (!response.ok) {
    throw new ShopifyFailure("server_error", `Shopify answered with status ${response.status}.`);
  }
  const parsed = answerSchema.safeParse(await response.json().catch(() => null));
  if (!parsed.success) throw new ShopifyFailure("unreadable_answer", "Shopify's answer contains no token.");
  return { accessToken: parsed.data.access_token };
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
  } catch {
    const code = signal.aborted ? "timeout" : "connection_lost";
    throw new ShopifyFailure(code, "Shopify did not answer the exchange of the code.");
  }
}
