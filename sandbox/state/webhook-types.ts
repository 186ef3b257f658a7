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

/** A webhook delivery as the sender records it. */
export interface Delivery {
  webhookId: string;
  eventId: string;
  shop: string;
  topic: string;
  clientId: string;
  subscriptionId: string;
  uri: string;
  name: string | null;
  apiVersion: string;
  /** GID of the object that the message is about, or null. */
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
  /** When the next attempt is due, or null. */
  nextAt: string | null;
  /** Faults that hit this delivery. */
  faults: string[];
}
