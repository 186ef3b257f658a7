import type { Tx } from "@/db/client";
import { push, pushLeg, pushLegLine } from "@/db/schema/push";
import type { PushMode } from "@/lib/domain/orders/facts";
import type { Caution } from "@/lib/domain/push/hold-reason";
import type { ChosenLine, PlannedLeg } from "@/lib/domain/push/push-plan";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { emit } from "@/lib/services/core/emit";
import { newId } from "@/lib/services/core/new-id";
import { projectOrder } from "@/lib/services/orders/project-order";

/**
 * Writes a push with its legs and reservations, audits it, and emits `order/push.requested`. Returns the push's id.
 *
 * Proved by `tests/faults/uncertain-legs.test.ts`.
 */
export async function recordPush(
  tx: Tx,
  ctx: Ctx,
  record: {
    orderId: string;
    mode: PushMode;
    sourceStoreIds: readonly string[] | null;
    lines: readonly ChosenLine[] | null;
    requestKey: string | null;
    reason: string | null;
    cautions: readonly Caution[];
    legs: readonly PlannedLeg[];
    at: Date;
  },
): Promise<string> {
  const { organizationId } = ctx.scope;
  const pushId = newId("psh");
  await tx.insert(push).values({
    organizationId,
    id: pushId,
    orderId: record.orderId,
    mode: record.mode,
    actorKind: ctx.actor.kind,
    actorId: ctx.actor.kind === "user" ? ctx.actor.id : null,
    actorLabel: ctx.actor.label,
    sourceStoreIds: record.sourceStoreIds === null ? null : [...record.sourceStoreIds],
    chosenLines: record.lines === null ? null : [...record.lines],
    requestKey: record.requestKey,
    reason: record.reason,
    cautions: [...record.cautions],
    requestedAt: record.at,
  });
  for (const leg of record.legs) {
    const legId = newId("leg");
    await tx.insert(pushLeg).values({
      organizationId,
      id: legId,
      orderId: record.orderId,
      pushId,
      connectionId: leg.connectionId,
      sourceStoreId: leg.sourceStoreId,
      state: "planned",
      originMark: `crossdock-${legId}`,
      carriesShipping: leg.carriesShipping,
      createdAt: record.at,
      stateChangedAt: record.at,
    });
    await tx.insert(pushLegLine).values(
      leg.lines.map((line) => ({
        organizationId,
        id: newId("lgl"),
        legId,
        lineItemId: line.lineItemId,
        quantity: line.quantity,
        askedQuantity: line.quantity,
        sourceVariantGid: line.route.sourceVariantGid,
        ratio: line.route.ratio,
      })),
    );
  }
  await projectOrder(tx, ctx.scope, record.orderId, record.at);
  await audit(tx, {
    scope: ctx.scope,
    actor: ctx.actor,
    at: record.at,
    verb: "push.requested",
    noun: "push",
    nounId: pushId,
    orderId: record.orderId,
    data: {
      mode: record.mode,
      sourceStoreIds: record.legs.map((leg) => leg.sourceStoreId),
      ...(record.reason === null ? {} : { reason: record.reason, cautions: record.cautions }),
    },
  });
  await emit(tx, {
    name: "order/push.requested",
    eventId: `push:${pushId}`,
    data: { organizationId, orderId: record.orderId, pushId },
    at: record.at,
  });
  return pushId;
}
