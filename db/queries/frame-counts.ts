import { and, count, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { order } from "@/db/schema/order";
import { problem } from "@/db/schema/push";
import { store } from "@/db/schema/store";
import type { Scope } from "@/db/scope";
import { merchantFilter } from "./merchant-filter";

/** What the sidebar counts because it asks for work: orders not pushed, and standing problems of stores. */
export async function frameCounts(tx: Tx, scope: Scope): Promise<{ notPushed: number; problems: number }> {
  const [orders] = await tx
    .select({ value: count() })
    .from(order)
    .where(
      and(
        eq(order.organizationId, scope.organizationId),
        eq(order.pushStatus, "not_pushed"),
        merchantFilter(scope, order.merchantId),
      ),
    );
  const [problems] = await tx
    .select({ value: count() })
    .from(problem)
    .innerJoin(store, and(eq(store.organizationId, problem.organizationId), eq(store.id, problem.storeId)))
    .where(
      and(
        eq(problem.organizationId, scope.organizationId),
        isNull(problem.clearedAt),
        merchantFilter(scope, store.merchantId),
      ),
    );
  return { notPushed: orders?.value ?? 0, problems: problems?.value ?? 0 };
}
