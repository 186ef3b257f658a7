import { withScope } from "@/db/scope";
import type { OrderPlace } from "@/lib/domain/order-list/order-filter";
import { csvRecord, plainCell } from "@/lib/domain/values/csv";
import type { FilterParams } from "@/lib/order-list/list-params";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { exportFields } from "./export-fields";
import { readMatchingOrders } from "./read-matching-orders";
import { selectOrders } from "./select-orders";

/** Orders per batch. The export holds one batch in memory. */
const BATCH = 500;

/** Without a byte order mark, Excel reads the file as Latin-1 and garbles names. Other readers skip the mark. */
const BYTE_ORDER_MARK = "\uFEFF";

export type ExportInput = {
  list: FilterParams;
  /** Called before every batch. Whether the user still has the rights with which the export began. */
  mayGoOn(): Promise<boolean>;
};

/** The user lost the right to export while the export ran. The output is incomplete. */
class ExportEnded extends Error {
  override readonly name = "ExportEnded";
}

/**
 * Writes the orders of a list as CSV, in the list's order and in batches. Each batch begins after the last order of
 * the previous one, in its own transaction. The audit entry is written before the first output. Throws `ExportEnded`
 * when the user loses the right to export.
 */
export async function* exportOrders(ctx: Ctx, input: ExportInput): AsyncGenerator<string, void> {
  const now = await ctx.clock.now();
  await auditExport(ctx, input.list, now);
  yield BYTE_ORDER_MARK + csvRecord(exportFields.map(({ name }) => plainCell(name)));
  let after: OrderPlace | null = null;
  for (;;) {
    if (!(await input.mayGoOn())) throw new ExportEnded("The user lost the right to export these orders.");
    const batch = await readMatchingOrders(ctx, { list: input.list, now, after, limit: BATCH });
    const { supplierNames } = batch;
    const records = batch.rows.map((row) =>
      csvRecord(exportFields.map(({ cell }) => cell(row, { now, supplierNames }))),
    );
    if (records.length > 0) yield records.join("");
    if (batch.next === null) return;
    after = batch.next;
  }
}

async function auditExport(ctx: Ctx, list: FilterParams, at: Date): Promise<void> {
  await withScope(ctx.db, ctx.scope, async (tx) => {
    const { filter, tab } = await selectOrders(tx, ctx.scope, list, at);
    await audit(tx, {
      scope: ctx.scope,
      actor: ctx.actor,
      at,
      verb: "orders.exported",
      noun: "organization",
      nounId: ctx.scope.organizationId,
      // The search words may be a shopper's name, so they are not recorded.
      data: {
        tab,
        facets: filter.facets,
        from: filter.from,
        to: filter.to,
        searched: filter.words.length > 0,
      },
    });
  });
}
