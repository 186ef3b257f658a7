import { mintScope } from "@/db/scope";
import { consumeInvitation } from "@/db/system/people/consume-invitation";
import { findInvitation, type InvitationRow } from "@/db/system/people/find-invitation";
import { audit } from "@/lib/services/core/audit";
import type { SystemCtx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";
import { digestToken } from "@/lib/services/people/link-token";
import { hashPassword, verifyPassword } from "./password";
import { withAttemptLimit } from "./with-attempt-limit";

/** An invitation as its link shows it: open, or why it cannot be used. */
export type SeenInvitation =
  | { kind: "open"; invitation: InvitationRow }
  | { kind: "unknown" | "used" | "revoked" | "expired" };

/** Reads the invitation of a link. */
export async function readInvitation(
  ctx: Pick<SystemCtx, "db" | "clock">,
  token: string,
): Promise<SeenInvitation> {
  const invitation = await findInvitation(ctx.db, digestToken(token));
  if (!invitation) return { kind: "unknown" };
  if (invitation.acceptedAt) return { kind: "used" };
  if (invitation.revokedAt) return { kind: "revoked" };
  if (invitation.expiresAt <= (await ctx.clock.now())) return { kind: "expired" };
  return { kind: "open", invitation };
}

export type AcceptResult =
  | { kind: "joined"; organizationId: string; email: string }
  | Exclude<SeenInvitation, { kind: "open" }>
  /** The e-mail address has an account, and this is not its password. */
  | { kind: "wrong" }
  /** There is an account with this e-mail address by now. Its password is needed. */
  | { kind: "account_exists" }
  /** There is no account with this e-mail address, so a name and a password are needed. */
  | { kind: "no_account" }
  | { kind: "limited"; until: Date }
  | { kind: "disabled" };

/**
 * Accepts an invitation: creates the user with name and password, or, when the e-mail address has an account, makes
 * that user a member. An account is proved by its session or by its password; its name and password stay.
 *
 * @param input.name the name of a new user; null when the user has an account
 * @param input.signedInAs the id of the user who is signed in, if somebody is
 */
export async function acceptInvitation(
  ctx: Pick<SystemCtx, "db" | "clock">,
  secret: string,
  input: { token: string; name: string | null; password: string; address: string; signedInAs: string | null },
): Promise<AcceptResult> {
  const seen = await readInvitation(ctx, input.token);
  if (seen.kind !== "open") return seen;
  const { known, email } = seen.invitation;
  if (known && input.name !== null) return { kind: "account_exists" };
  if (!known && input.name === null) return { kind: "no_account" };
  const now = await ctx.clock.now();
  if (known && known.id !== input.signedInAs) {
    const check = await withAttemptLimit(ctx, { secret, email, address: input.address, now }, async () =>
      (await verifyPassword(input.password, known.passwordHash)) ? known : null,
    );
    if (check.kind !== "right") return check;
  }
  if (known?.disabledAt) return { kind: "disabled" };
  const joined = await consumeInvitation(
    ctx.db,
    {
      ...{ tokenDigest: digestToken(input.token), at: now, membershipId: newId("mem") },
      newUser: known
        ? null
        : { id: newId("usr"), name: input.name ?? "", passwordHash: await hashPassword(input.password) },
    },
    (tx, { organizationId, invitationId, userId, name, role }) =>
      audit(tx, {
        ...{ scope: mintScope(organizationId), at: now, actor: { kind: "user", id: userId, label: name } },
        ...{ verb: "member.joined", noun: "member", nounId: userId, data: { invitationId, role } },
      }),
  );
  if (joined === "account_exists") return { kind: "account_exists" };
  if (joined) return { kind: "joined", organizationId: joined.organizationId, email };
  // Somebody else used it, or it ended, since it was read.
  const after = await readInvitation(ctx, input.token);
  return after.kind === "open" ? { kind: "unknown" } : after;
}
