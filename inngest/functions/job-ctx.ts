import { mintScope } from "@/db/scope";
import type { Ctx, SystemCtx } from "@/lib/services/core/context";

/** The tenant context of a job. The organization id comes from an event that was written with a row of that organization. */
export function jobCtx(ctx: SystemCtx, organizationId: string, label: string): Ctx {
  return { ...ctx, scope: mintScope(organizationId), actor: { kind: "job", label } };
}
