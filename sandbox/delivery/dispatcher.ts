import type { TopicFault } from "../faults/fault-kinds";
import type { Faults } from "../faults/faults";
import { domainOf } from "../state/shop-names";
import type { Store } from "../state/store";
import type { Delivery, DeliveryState, Subscription } from "../state/webhook-types";
import type { Random } from "../values/random";
import type { Timers } from "../values/timers";
import { distort, OLD_VERSION } from "./distort";
import { includeOnly } from "./include-only";
import { toJson } from "./json";
import { type Send, sign } from "./send";

/** Seconds before each of the eight retries, four hours in total. */
const RETRY_GAPS = [30, 60, 300, 600, 1_200, 2_400, 4_200, 5_610];

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BURST = 500;

/**
 * Queues and sends webhooks, and records what was sent and acknowledged. A delivery is stored in the same commit as
 * the change that caused it, and sent afterwards.
 */
export class Dispatcher {
  private queue: { webhookId: string; extra: boolean }[] = [];
  private readonly waiting = new Set<() => void>();
  private running = 0;
  private closed = false;
  private pumping = false;
  private eventId: string;

  constructor(
    private readonly store: Store,
    private readonly faults: Faults,
    private readonly random: Random,
    private readonly environment: Timers & { send: Send },
  ) {
    this.eventId = random.uuid();
  }

  /** Schedules the deliveries that an earlier process left pending. */
  resume(): void {
    for (const state of this.store.all("deliveryState")) {
      if (state.status !== "pending") continue;
      const due = state.nextAt ? Date.parse(state.nextAt) - this.environment.now().getTime() : 0;
      this.schedule(state.webhookId, Math.max(0, due), false);
    }
  }

  /** Starts a new event: all webhooks emitted until the next call share one event id. */
  beginEvent(): void {
    this.eventId = this.random.uuid();
  }

  /**
   * Queues a webhook for each subscription to the topic.
   * @param resource GID of the object that the webhook is about, for the log
   * @param payload builds the body. It is called immediately, and only if there is a subscription
   * @param about.clientId the app that the webhook is about; other apps of the shop do not get it
   */
  emit(
    shop: string,
    topic: string,
    resource: string | null,
    payload: () => object,
    about: { isTest?: boolean; clientId?: string } = {},
  ): void {
    const { isTest = false, clientId } = about;
    const listeners = this.store
      .all("subscription")
      .filter(
        (subscription) =>
          subscription.shop === shop &&
          subscription.topic === topic &&
          (clientId === undefined || subscription.clientId === clientId),
      );
    if (listeners.length === 0) return;
    const content = payload();
    for (const subscription of listeners) this.queueDelivery(subscription, content, resource, isTest);
  }

  private queueDelivery(
    subscription: Subscription,
    content: object,
    resource: string | null,
    isTest: boolean,
  ): void {
    const { shop, topic } = subscription;
    const named = this.store.get("shop", shop);
    const hits = this.faults.takeForTopic(shop, topic);
    const kinds = hits.map(({ kind }) => kind as TopicFault);
    const withheld: TopicFault[] = this.store.get("shop", shop)?.withholds ? ["webhook-redacted"] : [];
    const msOf = (kind: TopicFault, usual: number) => {
      const fault = hits.find((candidate) => candidate.kind === kind);
      return fault ? (fault.ms ?? usual) : 0;
    };
    const oldVersion = kinds.includes("webhook-old-version");
    const delivery: Delivery = {
      webhookId: this.random.uuid(),
      eventId: this.eventId,
      shop: named ? domainOf(named) : shop,
      topic,
      clientId: subscription.clientId,
      subscriptionId: subscription.id,
      uri: subscription.uri,
      name: subscription.name,
      apiVersion: oldVersion ? OLD_VERSION : this.store.settings().webhookApiVersion,
      resource,
      triggeredAt: this.environment.now().toISOString().replace("Z", "000000Z"),
      body: toJson(distort(includeOnly(content, subscription.includeFields), [...kinds, ...withheld])),
      isTest,
    };
    const wait = Math.max(
      msOf("webhook-delay", 500),
      msOf("webhook-reorder", 500),
      msOf("webhook-delay-day", DAY),
    );
    this.storeDelivery(delivery, kinds, wait);
    const burst = hits.find(({ kind }) => kind === "webhook-burst");
    for (let copy = 1; burst && copy < (burst.count ?? BURST); copy += 1) {
      this.storeDelivery({ ...delivery, webhookId: this.random.uuid() }, kinds, wait);
    }
    if (kinds.includes("webhook-unknown-shop")) {
      const unknownShop = `nobody-${this.random.hex(4)}.myshopify.com`;
      const stray = { ...delivery, webhookId: this.random.uuid(), shop: unknownShop, subscriptionId: "" };
      this.storeDelivery(stray, kinds, wait);
    }
    if (kinds.includes("webhook-drop")) return;
    for (const kind of ["webhook-duplicate", "webhook-duplicate-late"] as const) {
      if (!kinds.includes(kind)) continue;
      this.schedule(delivery.webhookId, wait + msOf(kind, kind === "webhook-duplicate" ? 0 : HOUR), true);
    }
  }

  /** Stores a delivery in the log, and queues it unless a fault drops it. */
  private storeDelivery(delivery: Delivery, faults: TopicFault[], wait: number): void {
    const dropped = faults.includes("webhook-drop");
    this.store.put("delivery", delivery.webhookId, delivery);
    this.store.put("deliveryState", delivery.webhookId, {
      webhookId: delivery.webhookId,
      status: dropped ? "dropped" : "pending",
      attempts: [],
      nextAt: dropped ? null : new Date(this.environment.now().getTime() + wait).toISOString(),
      faults,
    });
    if (!dropped) this.schedule(delivery.webhookId, wait, false);
  }

  /** Sends a logged delivery again, unchanged. */
  redeliver(webhookId: string): void {
    this.schedule(webhookId, 0, true);
  }

  private schedule(webhookId: string, ms: number, extra: boolean): void {
    if (this.closed) return;
    if (ms <= 0) {
      this.queue.push({ webhookId, extra });
      this.wake();
      return;
    }
    const cancel = this.environment.later(ms, () => {
      this.waiting.delete(cancel);
      this.queue.push({ webhookId, extra });
      this.wake();
    });
    this.waiting.add(cancel);
  }

  /** Sending starts in a later turn of the event loop, when the change is committed. */
  private wake(): void {
    if (this.pumping) return;
    this.pumping = true;
    this.environment.later(0, () => {
      this.pumping = false;
      this.pump();
    });
  }

  private pump(): void {
    const limit = this.store.settings().deliveryConcurrency;
    while (!this.closed && this.running < limit) {
      const next = this.queue.shift();
      if (!next) return;
      this.running += 1;
      void this.attempt(next.webhookId, next.extra).finally(() => {
        this.running -= 1;
        this.pump();
      });
    }
  }

  private async attempt(webhookId: string, extra: boolean): Promise<void> {
    const delivery = this.store.get("delivery", webhookId);
    const state = this.store.get("deliveryState", webhookId);
    if (!delivery || !state || (!extra && state.status !== "pending")) return;
    const app = this.store.get("app", delivery.clientId);
    const secret = state.faults.includes("webhook-old-secret")
      ? (app?.previousSecret ?? "a-secret-of-yesterday")
      : (app?.clientSecret ?? "");
    const wrong = state.faults.includes("webhook-bad-hmac");
    const settings = this.store.settings();
    const at = this.environment.now().toISOString();
    const outcome = await this.environment.send(
      delivery,
      sign(wrong ? `${secret}?` : secret, delivery.body),
      {
        connectMs: settings.connectTimeoutMs,
        totalMs: settings.deliveryTimeoutMs,
      },
    );
    if (this.closed || !this.store.get("deliveryState", webhookId)) return;
    state.attempts.push({ at, ...outcome });
    const success = outcome.status !== null && outcome.status >= 200 && outcome.status < 300;
    if (success) {
      state.status = "delivered";
      state.nextAt = null;
    } else if (!extra && state.status === "pending") {
      this.planRetry(delivery, state);
    }
    this.store.put("deliveryState", webhookId, state);
    this.store.commit();
  }

  private planRetry(delivery: Delivery, state: DeliveryState): void {
    const gap = RETRY_GAPS[state.attempts.length - 1];
    if (gap !== undefined) {
      const ms = gap * 1_000 * this.store.settings().retryScale;
      state.nextAt = new Date(this.environment.now().getTime() + ms).toISOString();
      this.schedule(delivery.webhookId, Math.max(1, ms), false);
      return;
    }
    // All eight retries failed: the webhook is lost, and Shopify deletes the subscription if the API created it.
    state.status = "failed";
    state.nextAt = null;
    this.store.remove("subscription", delivery.subscriptionId);
  }

  /** Empties the queue. */
  clear(): void {
    for (const cancel of this.waiting) cancel();
    this.waiting.clear();
    this.queue = [];
  }

  close(): void {
    this.closed = true;
    this.clear();
  }
}
