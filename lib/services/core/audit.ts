import type { Tx } from "@/db/client";
import { auditEntry } from "@/db/schema/access";
import type { Scope } from "@/db/scope";
import type { AuditVerb } from "@/lib/domain/audit/audit-verb";
import type { Actor } from "./context";
import { newId } from "./new-id";

/**
 * Writes an audit entry in the transaction of the change that the entry records. `data` holds ids and codes, no
 * personal data.
 */
export async function audit(
  tx: Tx,
  entry: {
    scope: Scope;
    actor: Actor;
    at: Date;
    verb: AuditVerb;
    noun: string;
    nounId: string;
    orderId?: string;
    data?: Record<string, unknown>;
  },
): Promise<void> {
  await tx.insert(auditEntry).values({
    organizationId: entry.scope.organizationId,
    id: newId("aud"),
    at: entry.at,
    actorKind: entry.actor.kind,
    actorId: "id" in entry.actor ? entry.actor.id : null,
    actorLabel: entry.actor.label,
    verb: entry.verb,
    noun: entry.noun,
    nounId: entry.nounId,
    orderId: entry.orderId ?? null,
    data: entry.data ?? {},
  });
}
