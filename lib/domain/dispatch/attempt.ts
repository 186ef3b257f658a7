/** What a call to Shopify does that is recorded as an attempt. */
export type AttemptOperation =
  | "orderCreate"
  | "orderLookUp"
  | "orderRead"
  | "metafieldDefinitionCreate"
  | "webhookSubscriptionCreate";

/** Each operation as a timeline shows it, followed by the name of the store where that is known. */
export const attemptOperations: Record<AttemptOperation, { label: string; beforeStore: string }> = {
  orderCreate: { label: "Sent", beforeStore: "Sent to" },
  orderLookUp: { label: "Looked up", beforeStore: "Looked up at" },
  orderRead: { label: "Read as named", beforeStore: "Read as named at" },
  metafieldDefinitionCreate: {
    label: "Created the look-up field",
    beforeStore: "Created the look-up field at",
  },
  webhookSubscriptionCreate: { label: "Subscribed to a webhook", beforeStore: "Subscribed to a webhook at" },
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
  // A look-up whose turn did not come says nothing, and is no failure either.
  not_executed: { ...quiet, label: "not carried out" },
  indefinite: { ...quiet, label: "no usable answer", mayHaveArrived: true, failed: true },
  found: { ...quiet, label: "found", answersLookUp: true },
  absent: { ...quiet, label: "not found", answersLookUp: true },
};
