import { getRuntime } from "@/lib/runtime/runtime";
import { type OpenedApp, receiveDelivery } from "@/lib/services/intake/receive-delivery";
import { relayWaker } from "@/lib/services/intake/wake-relay";
import { readBody } from "@/lib/shopify/client/read-body";
import { verifyWebhook } from "@/lib/shopify/installations/verify-webhook";

/** The most bytes of a webhook, far above the largest order. */
const BODY_LIMIT = 8 * 1024 * 1024;

/** Time for the response. Shopify gives up after 5 s. */
const ANSWER_MS = 4_000;

type Kept = { apps: Map<string, OpenedApp>; wake: () => void };
const key = Symbol.for("crossdock.webhooks");
const shared = globalThis as typeof globalThis & { [key]?: Kept };

/**
 * Receives Shopify's webhooks of one app. Responds 200 only after the delivery is committed, now or earlier; 401 when the
 * signature is not the app's; 503 when nothing could be stored, so that Shopify sends the webhook again.
 */
export async function POST(
  request: Request,
  context: { params: Promise<{ app: string }> },
): Promise<Response> {
  const body = await readBody(request, BODY_LIMIT);
  if (body === null) return answer(413, "The body is too large.");
  const runtime = getRuntime();
  shared[key] ??= { apps: new Map(), wake: relayWaker(runtime.db) };
  const { apps, wake } = shared[key];
  const { app } = await context.params;
  if (!/^[\w-]{1,64}$/.test(app)) return new Response("There is no such app.", { status: 404 });
  try {
    const result = await inTime(
      receiveDelivery(runtime, {
        appHandle: app,
        headers: request.headers,
        body,
        apps,
        verify: verifyWebhook,
      }),
    );
    switch (result.kind) {
      case "stored":
        if (result.new) wake();
        return answer(200, "Stored.");
      case "unknown_app":
        return answer(404, "No such app.");
      case "forged":
        runtime.log.warn("A webhook's signature is not valid: body changed on the way?", {
          app,
          length: body.length,
          ...result.claims,
        });
        return answer(401, "The signature is not valid.");
      case "incomplete":
        return answer(400, `${result.missing} is missing.`);
    }
  } catch (error) {
    runtime.log.error("A webhook could not be stored.", { app, cause: errorName(error) });
    return answer(503, "Nothing was stored. Send it again.");
  }
}

function answer(status: number, text: string): Response {
  return new Response(text, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
}

/** Waits for the work, at most for the time that Shopify waits. Throws `timeout` after that. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("timeout")), ANSWER_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The name of an error for the log. The driver's messages are left out, because they may contain parameters. */
function errorName(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return "code" in error ? String(error.code) : error.message === "timeout" ? "timeout" : error.name;
}
