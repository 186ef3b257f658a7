import { mintScope } from "@/db/scope";
import type { Ctx, SystemCtx } from "@/lib/services/core/context";

/** The tenant context of a job. Events are written in the transaction that read or wrote the organization's row. */
export function jobCtx(ctx: SystemCtx, organizationId: string, label: string): Ctx {
  return { ...ctx, scope: mintScope(organizationId), actor: { kind: "job", label } };
}
