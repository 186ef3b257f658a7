import { SHELL_COUNT_LIMIT, shellCounts } from "@/db/queries/people/shell-counts";
import { activeStops } from "@/db/queries/stores/active-stops";
import { withScope } from "@/db/scope";
import { listMemberships } from "@/db/system/auth/list-memberships";
import type { EmergencyStop } from "@/lib/domain/stores/emergency-stop";
import type { ScopeChoice } from "@/lib/domain/stores/scope-choice";
import type { Ctx } from "@/lib/services/core/context";

/**
 * The data of the frame around every page: the user's organizations, the scope's merchants and stores, and the counts
 * in the sidebar.
 */
type Shell = {
  organizations: { id: string; name: string }[];
  choices: ScopeChoice[];
  notPushed: number;
  problems: number;
  /** Whether the organization has pushed an order, with which the first steps end; false for a user of some merchants. */
  hasPushed: boolean;
  /** The emergency stop of the whole organization, while it is on. */
  stop: EmergencyStop | null;
  /** A count above this limit means "more than". */
  countLimit: number;
};

/** Reads the data of the frame around every page for the acting user. */
export async function readShell(ctx: Ctx): Promise<Shell> {
  const [organizations, { counts, stop }] = await Promise.all([
    ctx.actor.kind === "user" ? listMemberships(ctx.db, ctx.actor.id) : [],
    withScope(ctx.db, ctx.scope, async (tx) => {
      const [first] = await activeStops(tx, ctx.scope, []);
      return { counts: await shellCounts(tx, ctx.scope), stop: first ?? null };
    }),
  ]);
  return { organizations, ...counts, stop, countLimit: SHELL_COUNT_LIMIT };
}
