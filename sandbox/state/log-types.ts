import type { FaultKind } from "../faults/fault-kinds";

/** One API call in the request log: the request, what was executed, and what was answered. */
export interface RequestRecord {
  seq: number;
  time: string;
  shop: string;
  clientId: string | null;
  operationName: string | null;
  roots: string[];
  variables: unknown;
  status: number | null;
  outcome: string;
  /** Whether a mutation changed the state, regardless of the answer. */
  committed: boolean;
  requestedCost: number | null;
  actualCost: number | null;
  throttled: boolean;
  idempotencyKeys: string[];
  /** Faults that affected this call. */
  faults: FaultKind[];
  /** Effects of the call, as `seq` numbers of the history. */
  effects: number[];
  /** Which part of the answer was sent. */
  answered: "whole" | "part" | "nothing";
  /** Error codes of the answer, whether or not it was sent. */
  errorCodes: string[];
  userErrors: { field: string[] | null; message: string; code?: string | null }[];
  ms: number;
}

/** Who caused an effect: an app with a call, a merchant, a shopper, or the shop itself (jobs, faults). */
export type Cause = { by: "app"; request: number } | { by: "merchant" | "shopper" | "shop" | "other_app" };

/** One thing that happened in a shop, regardless of who caused it and what was answered. */
export interface Effect {
  seq: number;
  time: string;
  shop: string;
  kind: EffectKind;
  /** Numeric id of the affected order, or null. */
  orderId: string | null;
  by: Cause["by"];
  /** `seq` of the causing call, or null. */
  request: number | null;
  details: Record<string, unknown>;
}

export type EffectKind =
  | "order-placed"
  | "order-paid"
  | "order-updated"
  | "order-edited"
  | "order-closed"
  | "order-reopened"
  | "order-deleted"
  | "cancel-requested"
  | "cancel-failed"
  | "order-cancelled"
  | "refunded"
  | "shipped"
  | "shipment-cancelled"
  | "tracking-changed"
  | "held"
  | "released"
  | "scheduled"
  | "opened"
  | "work-replaced"
  | "risk-assessed"
  | "stock-changed"
  | "shopper-mailed";
