import { createHmac } from "node:crypto";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Delivery } from "../state/webhook-types";
import { topicHeader } from "./topics";

interface Outcome {
  ms: number;
  status: number | null;
  error: string | null;
}

export type Send = (
  delivery: Delivery,
  signature: string,
  deadlines: { connectMs: number; totalMs: number },
) => Promise<Outcome>;

/**
 * Sends one delivery once. Only the status matters, and redirects are not followed.
 * @param signature base64 of the HMAC over the exact bytes of `delivery.body`
 */
export function send(
  delivery: Delivery,
  signature: string,
  deadlines: { connectMs: number; totalMs: number },
): Promise<Outcome> {
  const started = performance.now();
  const body = Buffer.from(delivery.body, "utf8");
  const url = new URL(delivery.uri);
  const request = url.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    let settled = false;
    const settle = (status: number | null, error: string | null) => {
      if (settled) return;
      settled = true;
      clearTimeout(connecting);
      clearTimeout(whole);
      outgoing.destroy();
      resolve({ ms: Math.round(performance.now() - started), status, error });
    };
    const outgoing = request(url, {
      method: "POST",
      agent: false,
      headers: {
        "Content-Type": "application/json",
        "Content-Length": body.length,
        "User-Agent": "Shopify-Captain-Hook",
        Accept: "*/*",
        "X-Shopify-Topic": topicHeader(delivery.topic),
        "X-Shopify-Hmac-Sha256": signature,
        "X-Shopify-Shop-Domain": delivery.shop,
        "X-Shopify-API-Version": delivery.apiVersion,
        "X-Shopify-Webhook-Id": delivery.webhookId,
        "X-Shopify-Triggered-At": delivery.triggeredAt,
        "X-Shopify-Event-Id": delivery.eventId,
        ...(delivery.name ? { "X-Shopify-Name": delivery.name } : {}),
        ...(delivery.topic.startsWith("ORDERS_") && delivery.resource
          ? { "X-Shopify-Order-Id": delivery.resource.split("/").at(-1) }
          : {}),
        ...(delivery.isTest ? { "X-Shopify-Test": "true" } : {}),
      },
    });
    const connecting = setTimeout(() => settle(null, "no connection in time"), deadlines.connectMs);
    const whole = setTimeout(() => settle(null, "no answer in time"), deadlines.totalMs);
    outgoing.on("socket", (socket) => {
      if (!socket.connecting) clearTimeout(connecting);
      socket.once("connect", () => clearTimeout(connecting));
    });
    outgoing.on("error", (error: NodeJS.ErrnoException) => settle(null, error.code ?? error.message));
    outgoing.on("response", (response) => {
      response.on("error", (error) => settle(null, error.message));
      response.on("aborted", () => settle(null, "answer cut off"));
      response.on("end", () => settle(response.statusCode ?? null, null));
      response.resume();
    });
    outgoing.end(body);
  });
}

/** base64(HMAC-SHA256(secret, body bytes)), as in `X-Shopify-Hmac-Sha256`. */
export function sign(secret: string, body: string): string {
  return createHmac("sha256", secret).update(body, "utf8").digest("base64");
}
