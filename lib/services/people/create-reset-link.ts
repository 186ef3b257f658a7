import { lockMembers } from "@/db/queries/people/lock-members";
import { withScope } from "@/db/scope";
import { insertPasswordReset } from "@/db/system/people/password-resets";
import { type ManageRefusal, managesMembers } from "@/lib/domain/people/manage-members";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";
import { newLinkToken, RESET_MS } from "./link-token";
import { managerOf } from "./manager-of";

export type CreateResetLinkResult =
  /** The token is only known now; the database stores its digest. */
  | { kind: "created"; email: string; token: string; expiresAt: Date }
  | { kind: "not_found" }
  /** The user belongs to another organization too, which this one's owner must not get into. */
  | { kind: "member_elsewhere" }
  | { kind: "refused"; why: ManageRefusal };

/** The link may be created, by a member with this place. */
type Checked = { kind: "checked"; userId: string; roles: ReadonlyMap<string, string> };

/**
 * Creates a link with which a member sets a new password. It is valid for 24 hours, once; an earlier link no longer
 * works. The password stays valid until the link is used. The link ends when its creator or its user gets another place in
 * the organization.
 */
export async function createResetLink(ctx: Ctx, input: { userId: string }): Promise<CreateResetLinkResult> {
  const at = await ctx.clock.now();
  const checked = await withScope(ctx.db, ctx.scope, async (tx): Promise<CreateResetLinkResult | Checked> => {
    const members = await lockMembers(tx, ctx.scope);
    const manager = managerOf(ctx.actor, members);
    if (!manager || !managesMembers(manager)) return { kind: "refused", why: "not_allowed" };
    const member = members.find(({ userId }) => userId === input.userId);
    if (!member) return { kind: "not_found" };
    if (member.role === "owner" && manager.role !== "owner") return { kind: "refused", why: "owners_only" };
    // Written before the link exists: a link without an entry must not be.
    await audit(tx, {
      ...{ scope: ctx.scope, actor: ctx.actor, at },
      ...{ verb: "member.reset_link_created", noun: "member", nounId: member.userId },
    });
    const roles = new Map([manager, member].map(({ userId, role }) => [userId, role]));
    return { kind: "checked", userId: manager.userId, roles };
  });
  if (checked.kind !== "checked") return checked;
  const { token, digest } = newLinkToken();
  const expiresAt = new Date(at.getTime() + RESET_MS);
  const { userId, roles } = checked;
  const stored = await insertPasswordReset(
    ctx.db,
    { scope: ctx.scope, userId, roles },
    { id: newId("rst"), userId: input.userId, tokenDigest: digest, createdAt: at, expiresAt },
  );
  if (stored === "elsewhere") return { kind: "member_elsewhere" };
  if (stored === "changed") return { kind: "refused", why: "not_allowed" };
  return { kind: "created", email: stored.email, token, expiresAt };
}
