import { listInvitations, merchantNames, type OpenInvitation } from "@/db/queries/people/list-invitations";
import { withScope } from "@/db/scope";
import { listMembers, type MemberRow } from "@/db/system/people/list-members";
import type { Ctx } from "@/lib/services/core/context";

/** The data of the page about members. */
export type People = {
  members: MemberRow[];
  invitations: OpenInvitation[];
  merchants: { id: string; name: string }[];
};

/** Reads the members, the open invitations and the merchants; nothing for a user who is limited to some merchants. */
export async function readPeople(ctx: Ctx): Promise<People | null> {
  if (ctx.scope.merchantIds !== null) return null;
  const members = await listMembers(ctx.db, ctx.scope);
  return withScope(ctx.db, ctx.scope, async (tx) => ({
    members,
    invitations: await listInvitations(tx, ctx.scope),
    merchants: await merchantNames(tx, ctx.scope),
  }));
}
