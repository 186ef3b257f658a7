import { POST } from "@/app/api/webhooks/shopify/[app]/route";
import type { SystemCtx } from "@/lib/services/core/context";
import type { Send } from "@/sandbox/delivery/send";
import { topicHeader } from "@/sandbox/delivery/topics";
import type { Process, Scheduler } from "./scheduler";

type Outcome = Awaited<ReturnType<Send>>;

/** Makes `ctx` the runtime of the route handlers in this process. `wake` is called when the outbox has new rows. */
export function becomeRuntime(ctx: SystemCtx, wake: () => void): void {
  Object.assign(globalThis, {
    [Symbol.for("crossdock.runtime")]: ctx,
    [Symbol.for("crossdock.webhooks")]: { apps: new Map(), wake },
  });
}

/**
 * Delivers webhooks to the product's route handler. The web process may crash before it stores a webhook, or between
 * storing and answering; the sender then receives no answer.
 */
export function courier(time: Scheduler, process: Process): Send {
  return (delivery, signature, { totalMs }) =>
    new Promise<Outcome>((resolve) => {
      const startedAt = time.now;
      const settle = (status: number | null, error: string | null) => {
        process.onDeath.delete(onDeath);
        cancelTimeout();
        resolve({ ms: time.now - startedAt, status, error });
      };
      const onDeath = () => settle(null, "ECONNRESET");
      const cancelTimeout = time.later(totalMs, () => settle(null, "no answer in time"));
      if (!process.alive) {
        settle(null, "ECONNREFUSED");
        return;
      }
      process.onDeath.add(onDeath);
      const headers: Record<string, string> = {
        "content-type": "application/json",
        "x-shopify-topic": topicHeader(delivery.topic),
        "x-shopify-hmac-sha256": signature,
        "x-shopify-shop-domain": delivery.shop,
        "x-shopify-api-version": delivery.apiVersion,
        "x-shopify-webhook-id": delivery.webhookId,
        "x-shopify-triggered-at": delivery.triggeredAt,
        "x-shopify-event-id": delivery.eventId,
      };
      const url = new URL(delivery.uri);
      const actor = time.spawn(process, "webhook", async () => {
        await time.gate("webhook: before it is stored");
        // The handler uses a real timer, so it must run in one turn.
        actor.gateless += 1;
        const request = new Request(url, { method: "POST", headers, body: Buffer.from(delivery.body) });
        const app = url.pathname.split("/").at(-1) ?? "";
        const response = await POST(request, { params: Promise.resolve({ app }) });
        actor.gateless -= 1;
        await time.gate("webhook: stored, not answered");
        settle(response.status, null);
      });
    });
}
