import { and, eq, type SQL } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { pushLeg } from "@/db/schema/push";
import type { Scope } from "@/db/scope";
import type { LegMove, LegState } from "@/lib/domain/orders/leg-state";
import type { LegCause } from "@/lib/domain/push/leg-cause";

type LegChange = { cause?: LegCause } & Partial<
  Pick<
    typeof pushLeg.$inferInsert,
    "notBefore" | "waitsFor" | "leaseUntil" | "carriesShipping" | "sentContactId" | "sentShipping"
  >
>;

/**
 * Moves a leg to another state by compare-and-set. Returns false when the leg is no longer in `from`, or no longer of
 * `generation`. Clears what the leg waits for, and cause, lease and `notBefore` unless `change` sets them. An illegal move does not
 * compile, and the database refuses it.
 */
export async function moveLeg<From extends LegState>(
  tx: Tx,
  scope: Scope,
  leg: { id: string; from: From; to: LegMove<From>; at: Date; generation?: number; nextGeneration?: number },
  { cause, ...change }: LegChange = {},
): Promise<boolean> {
  const conditions: (SQL | undefined)[] = [
    eq(pushLeg.organizationId, scope.organizationId),
    eq(pushLeg.id, leg.id),
    eq(pushLeg.state, leg.from),
  ];
  if (leg.generation !== undefined) conditions.push(eq(pushLeg.generation, leg.generation));
  const rows = await tx
    .update(pushLeg)
    .set({
      state: leg.to,
      stateChangedAt: leg.at,
      causeCode: cause?.code ?? null,
      causeData: cause?.data ?? {},
      notBefore: null,
      waitsFor: null,
      leaseUntil: null,
      ...(leg.nextGeneration === undefined ? {} : { generation: leg.nextGeneration }),
      ...change,
    })
    .where(and(...conditions))
    .returning({ id: pushLeg.id });
  return rows.length === 1;
}
