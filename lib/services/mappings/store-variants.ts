import { and, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { variant } from "@/db/schema/store";
import type { Scope } from "@/db/scope";
import { newId } from "@/lib/services/core/new-id";
import type { VariantSnapshot } from "@/lib/shopify/client/gateway";

/** Rows per statement, far below PostgreSQL's limit of parameters. */
const BATCH = 500;

/** Variants of one store as read. `readAt` is when the read began: an older read never replaces a newer one. */
export type VariantRead = { storeId: string; variants: readonly VariantSnapshot[]; readAt: Date };

/**
 * Stores variants as read from their shop, and updates known ones.
 *
 * Proved by `tests/faults/orders/fresh-variants.test.ts`.
 */
export async function storeVariants(
  tx: Tx,
  scope: Scope,
  { storeId, variants, readAt }: VariantRead,
): Promise<void> {
  // One order of the rows, so that two writers wait for each other instead of blocking each other.
  const ordered = [...variants].sort((a, b) => (a.shopifyGid < b.shopifyGid ? -1 : 1));
  for (let start = 0; start < ordered.length; start += BATCH) {
    await tx
      .insert(variant)
      .values(
        ordered.slice(start, start + BATCH).map((one) => ({
          organizationId: scope.organizationId,
          id: newId("var"),
          storeId,
          ...one,
          readAt,
        })),
      )
      .onConflictDoUpdate({
        target: [variant.organizationId, variant.storeId, variant.shopifyGid],
        set: {
          title: sql`excluded.title`,
          sku: sql`excluded.sku`,
          price: sql`excluded.price`,
          currency: sql`excluded.currency`,
          requiresShipping: sql`excluded.requires_shipping`,
          taxable: sql`excluded.taxable`,
          readAt: sql`excluded.read_at`,
        },
        setWhere: sql`${variant.readAt} <= excluded.read_at`,
      });
  }
}

/** Stores those variants that differ from the stored ones. Most reads before a send change nothing. */
export async function storeChangedVariants(tx: Tx, scope: Scope, read: VariantRead): Promise<void> {
  if (read.variants.length === 0) return;
  const gids = read.variants.map((one) => one.shopifyGid);
  const rows = await tx
    .select()
    .from(variant)
    .where(
      and(
        eq(variant.organizationId, scope.organizationId),
        eq(variant.storeId, read.storeId),
        inArray(variant.shopifyGid, gids),
      ),
    );
  const stored = new Map(rows.map((row) => [row.shopifyGid, row]));
  const changed = read.variants.filter((one) => {
    const row = stored.get(one.shopifyGid);
    return !row || Object.entries(one).some(([key, value]) => row[key as keyof VariantSnapshot] !== value);
  });
  await storeVariants(tx, scope, { ...read, variants: changed });
}
