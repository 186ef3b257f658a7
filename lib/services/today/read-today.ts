import { type ListedStop, listedStops } from "@/db/queries/stores/listed-stops";
import { dayFigures } from "@/db/queries/today/day-figures";
import { dayStores } from "@/db/queries/today/day-stores";
import { type TroubledStore, troubledStores } from "@/db/queries/today/troubled-stores";
import { withScope } from "@/db/scope";
import { type DayFigures, noFigures } from "@/lib/domain/today/day-figures";
import type { ScopeParams } from "@/lib/order-list/scope-params";
import type { Ctx } from "@/lib/services/core/context";
import { type DayRow, dayRows } from "./day-rows";

/** One row of the page *Today*: a merchant or a store, and its figures. */
export type TodayRow = { row: DayRow; figures: DayFigures };

/** What the page *Today* shows. */
export type Today = {
  rows: TodayRow[];
  /** Emergency stops of stores and connections. That of the organization is shown on every page. */
  stops: ListedStop[];
  /** Whether the scope has any destination store, even if `rows` is empty. */
  hasStores: boolean;
  /** The stores that have a problem. */
  troubled: TroubledStore[];
};

/**
 * Reads today's figures of each merchant, or of each store of the chosen merchant, and the stores that have a problem. The day is the one that contains
 * `now`.
 *
 * Proved by `tests/e2e/today.test.ts`.
 */
export async function readToday(ctx: Ctx, input: { chosen: ScopeParams; now: Date }): Promise<Today> {
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const stores = await dayStores(tx, ctx.scope);
    const rows = dayRows(stores, input.chosen, input.now);
    const figures = new Map((await dayFigures(tx, ctx.scope, rows)).map(({ id, ...each }) => [id, each]));
    const stops = await listedStops(tx, ctx.scope);
    return {
      stops: stops.filter(({ level }) => level !== "organization"),
      rows: rows.map((row) => ({ row, figures: figures.get(row.id) ?? noFigures })),
      hasStores: stores.length > 0,
      troubled: await troubledStores(tx, ctx.scope, input.chosen),
    };
  });
}
