import type { StoreDays } from "@/lib/domain/order-list/order-filter";

/**
 * The orders of one merchant or one store since the day began. If it began at other instants in some of the merchant's
 * stores than in others, `from` is the earliest and `days` has all.
 */
export type DayPart = { kind: "merchant" | "store"; id: string; from: Date; days: readonly StoreDays[] };

/** A store that sells, with its merchant if it belongs to one. */
export type DayStore = {
  id: string;
  name: string;
  timeZone: string;
  merchantId: string | null;
  merchantName: string | null;
};

/** Counts of one day. Times run from the order to the last source order that it needed, in milliseconds. */
export type DayFigures = {
  received: number;
  pushed: number;
  partly: number;
  waiting: number;
  trouble: number;
  /** Over the pushed orders; null when no order is pushed. */
  medianMs: number | null;
  worstMs: number | null;
  /** The order that took longest. */
  worstId: string | null;
  worstName: string | null;
};

/** The counts of a day without orders. */
export const noFigures: DayFigures = {
  received: 0,
  pushed: 0,
  partly: 0,
  waiting: 0,
  trouble: 0,
  medianMs: null,
  worstMs: null,
  worstId: null,
  worstName: null,
};
