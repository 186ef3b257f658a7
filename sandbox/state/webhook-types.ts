export interface Subscription {
  id: string;
  shop: string;
  clientId: string;
  topic: string;
  uri: string;
  format: string;
  name: string | null;
  includeFields: string[];
  createdAt: string;
  updatedAt: string;
}

/** A webhook delivery as the sender recorded it. Tests compare it with what the app believes. */
export interface Delivery {
  webhookId: string;
  eventId: string;
  /** The domain that the shop had when it sent the webhook. */
  shop: string;
  topic: string;
  clientId: string;
  subscriptionId: string;
  uri: string;
  name: string | null;
  apiVersion: string;
  /** GID of the object that the webhook is about, or null. */
  resource: string | null;
  triggeredAt: string;
  body: string;
  isTest: boolean;
}

interface Attempt {
  at: string;
  ms: number;
  status: number | null;
  error: string | null;
}

export interface DeliveryState {
  webhookId: string;
  status: "pending" | "delivered" | "failed" | "dropped";
  attempts: Attempt[];
  /** Time of the next attempt, or null. */
  nextAt: string | null;
  /** Faults that affected this delivery. */
  faults: string[];
}
