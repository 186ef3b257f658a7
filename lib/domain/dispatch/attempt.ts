/** The operation of a recorded call to Shopify. */
export type AttemptOperation =
  | "orderCreate"
  | "orderLookUp"
  | "orderRead"
  | "metafieldDefinitionCreate"
  | "webhookSubscriptionCreate"
  | "webhookSubscriptionUpdate"
  | "webhookSubscriptionDelete";

/** Labels of each operation in the timeline. `beforeStore` is followed by the store's name. */
export const attemptOperations: Record<AttemptOperation, { label: string; beforeStore: string }> = {
  orderCreate: { label: "Sent", beforeStore: "Sent to" },
  orderLookUp: { label: "Looked up", beforeStore: "Looked up at" },
  orderRead: { label: "Read the named order", beforeStore: "Read the named order at" },
  metafieldDefinitionCreate: {
    label: "Created the look-up field",
    beforeStore: "Created the look-up field at",
  },
  webhookSubscriptionCreate: { label: "Subscribed to a webhook", beforeStore: "Subscribed to a webhook at" },
  webhookSubscriptionUpdate: {
    label: "Changed a webhook subscription",
    beforeStore: "Changed a webhook subscription at",
  },
  webhookSubscriptionDelete: {
    label: "Removed a webhook subscription",
    beforeStore: "Removed a webhook subscription at",
  },
};

/** The outcome of an attempt. */
export type AttemptOutcome =
  | "pending"
  | "created"
  | "refused"
  | "not_executed"
  | "indefinite"
  | "found"
  | "absent";

type OutcomeTraits = {
  label: string;
  /** A send with this outcome may have created an order. */
  mayHaveArrived: boolean;
  /** A look-up with this outcome got an answer. */
  answersLookUp: boolean;
  /** The timeline marks it as a failure. */
  failed: boolean;
};

const quiet = { mayHaveArrived: false, answersLookUp: false, failed: false };

/** What follows from each outcome. */
export const attemptOutcomes: Record<AttemptOutcome, OutcomeTraits> = {
  pending: { ...quiet, label: "no answer yet", mayHaveArrived: true },
  created: { ...quiet, label: "created", mayHaveArrived: true },
  refused: { ...quiet, label: "refused", failed: true },
  // A look-up that was not made proves nothing and is not a failure.
  not_executed: { ...quiet, label: "not carried out" },
  indefinite: { ...quiet, label: "no usable answer", mayHaveArrived: true, failed: true },
  found: { ...quiet, label: "found", answersLookUp: true },
  absent: { ...quiet, label: "not found", answersLookUp: true },
};
