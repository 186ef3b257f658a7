import type { FaultKind } from "../faults/fault-kinds";

/** One call as the log keeps it: what was asked, what was really done, what was answered. */
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
  /** True when a mutation changed the state, whatever the caller heard. */
  committed: boolean;
  requestedCost: number | null;
  actualCost: number | null;
  throttled: boolean;
  idempotencyKeys: string[];
  /** Faults that hit this call. */
  faults: FaultKind[];
  /** What the call really did, by `seq` of the history. */
  effects: number[];
  /** How much of the answer was sent. */
  answered: "whole" | "part" | "nothing";
  /** What the answer said, whether or not it was sent. */
  errorCodes: string[];
  userErrors: { field: string[] | null; message: string; code?: string | null }[];
  ms: number;
}

/** Who made something happen: an app by a call, a merchant, a shopper, or the shop by itself (jobs, faults). */
export type Cause = { by: "app"; request: number } | { by: "merchant" | "shopper" | "shop" };

/** One thing that really happened in a shop, whoever caused it and whatever anybody was told. */
export interface Effect {
  seq: number;
  time: string;
  shop: string;
  kind: EffectKind;
  /** Numeric id of the order that it happened to, or null. */
  orderId: string | null;
  by: Cause["by"];
  /** `seq` of the call that caused it, or null. */
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
  | "work-replaced"
  | "risk-assessed"
  | "stock-changed"
  | "shopper-mailed";
