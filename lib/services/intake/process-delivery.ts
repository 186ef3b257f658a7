import { type InstalledStore, storesOfInstallation } from "@/db/system/installations/stores-of-installation";
import { clearParkedReads } from "@/db/system/intake/clear-parked-reads";
import { type DeliveryOutcome, finishDelivery } from "@/db/system/intake/finish-delivery";
import { type DeliveryRow, loadDelivery } from "@/db/system/intake/load-delivery";
import { remoteErrors } from "@/lib/domain/installations/remote-error";
import { type DeliveryState, deliveryStates, type FailedRead } from "@/lib/domain/intake/delivery";
import { parseWebhookBody } from "@/lib/domain/intake/webhook-body";
import type { SystemCtx } from "@/lib/services/core/context";
import { identifyShop } from "@/lib/services/installations/identify-shop";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import { deliveryPace, PARKED_READ_MS, STANDING_MS, unrecognisedPauseMs } from "./delivery-pace";
import { reportParkedRead } from "./report-parked-read";
import { topics } from "./topics/topics";

export type ProcessResult =
  | { kind: "done"; state: DeliveryState | "gone" }
  /** The read failed temporarily. The delivery waits, and the job retries after `retryAfterMs`. */
  | { kind: "retry"; reason: string; retryAfterMs: number }
  /**
   * The read fails until a person fixes the cause, or the answer was not recognised. The delivery waits for the
   * sweeper.
   */
  | { kind: "waiting"; reason: string };

/** Tries that give no usable or no recognised answer, before the delivery is parked for a person. */
const TRIES = 10;

/**
 * Processes a stored delivery. A delivery that cannot be used is parked or ignored with a reason; any other is
 * handled by its topic for the shop's stores. After a failed read the delivery stays waiting, and is counted and
 * shown. Idempotent.
 *
 * @param input.isLastTry the job does not try again after this, so that the sweeper does as soon as the wait is over
 */
export async function processDelivery(
  ctx: SystemCtx,
  input: { deliveryId: string; isLastTry?: boolean },
): Promise<ProcessResult> {
  const delivery = await loadDelivery(ctx.db, input.deliveryId);
  if (!delivery) return { kind: "done", state: "gone" };
  // A parked delivery that is due is one whose order could not be read, or whose shop was not identified.
  const parkedRead = delivery.state === "parked" && delivery.dueAt !== null;
  if (!deliveryStates[delivery.state].open && !parkedRead) return { kind: "done", state: delivery.state };
  const finish = async (outcome: DeliveryOutcome) => {
    await finishDelivery(ctx.db, delivery.id, outcome, await ctx.clock.now());
  };
  const installation = delivery.installation ?? (await identify(ctx, delivery));
  if ("outcome" in installation) {
    await finish(installation.outcome);
    return { kind: "done", state: installation.outcome.state };
  }
  const topic = topics.find((candidate) => candidate.name === delivery.topic);
  if (!topic) {
    await finish({ state: "ignored", reason: "unknown_topic" });
    return { kind: "done", state: "ignored" };
  }
  const parsed = parseWebhookBody(delivery.body ?? new Uint8Array());
  if (parsed.kind === "unusable") {
    await finish({ state: "parked", reason: parsed.reason });
    return { kind: "done", state: "parked" };
  }
  const stores = await storesOfInstallation(ctx.db, installation.id);
  const failed: InstalledStore[] = [];
  try {
    const result = await topic.handle(ctx, {
      delivery,
      installationId: installation.id,
      stores,
      failed,
      body: parsed.body,
    });
    await finish(
      result.kind === "ignored"
        ? { state: "ignored", reason: result.reason }
        : { state: "processed", installationId: installation.id },
    );
    if (parkedRead || delivery.attempts >= TRIES)
      await clearParkedReads(ctx.db, installation.id, await ctx.clock.now());
    return { kind: "done", state: result.kind };
  } catch (error) {
    if (!(error instanceof ShopifyFailure)) throw error;
    const remote = remoteErrors[error.code];
    const reason: FailedRead = remote.showsAnswer ? `${error.code}: ${error.message}` : error.code;
    if (remote.parksDelivery && delivery.attempts >= TRIES) {
      await finish({ state: "parked", reason, dueInMs: PARKED_READ_MS });
      await reportParkedRead(ctx, { delivery, stores: failed, answer: error.message });
      return { kind: "done", state: "parked" };
    }
    if (remote.next !== "retry") {
      // A write would be deferred for hours. A read does no harm, and the order stays invisible until the read
      // succeeds, so it is retried sooner.
      await finish({
        state: "waiting",
        reason,
        dueInMs: remote.showsAnswer ? unrecognisedPauseMs(delivery.attempts) : STANDING_MS,
      });
      return { kind: "waiting", reason: error.code };
    }
    const retryAfterMs = error.retryAfterMs ?? remote.waitMs;
    const graceMs = input.isLastTry ? 0 : deliveryPace.leastMs;
    await finish({ state: "waiting", reason, dueInMs: retryAfterMs + graceMs });
    return { kind: "retry", reason: error.code, retryAfterMs };
  }
}

type Unidentified = { outcome: DeliveryOutcome };

/**
 * Finds the installation of a delivery whose domain is not known. A delivery of a shop that no shop of the app turns out
 * to be is ignored; one whose shop is not identified yet is parked, tried again, and kept.
 */
async function identify(
  ctx: SystemCtx,
  delivery: DeliveryRow,
): Promise<NonNullable<DeliveryRow["installation"]> | Unidentified> {
  const { id: deliveryId, topic, appCredentialId, shopDomain, attempts } = delivery;
  const parsed = parseWebhookBody(delivery.body ?? new Uint8Array());
  const shopOf = topics.find(({ name }) => name === topic)?.shopOf;
  const found = await identifyShop(ctx, {
    ...{ deliveryId, topic, appCredentialId, shopDomain },
    shopGid: parsed.kind === "body" && shopOf ? shopOf(parsed.body) : null,
    since: delivery.triggeredAt ?? delivery.receivedAt,
  });
  if (found.kind === "nobody") return { outcome: { state: "ignored", reason: "unknown_shop" } };
  const { installation } = (found.kind === "found" && (await loadDelivery(ctx.db, deliveryId))) || {};
  if (installation) return installation;
  const dueInMs = attempts >= TRIES ? PARKED_READ_MS : unrecognisedPauseMs(attempts);
  return { outcome: { state: "parked", reason: "shop_unidentified", dueInMs } };
}
