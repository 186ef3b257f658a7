import { mintScope, type Scope } from "@/db/scope";
import type { SessionRow } from "@/db/system/auth/load-session";
import { isRole, type Role } from "@/lib/domain/people/role";

/** The signed-in user, proved by a session row that was read in this request. */
export type Signed = {
  kind: "signed";
  sessionId: string;
  /** When the session was read, by the database's clock: the time for which a page is rendered. */
  at: Date;
  user: { id: string; name: string; email: string };
  organization: { id: string; name: string };
  role: Role;
  scope: Scope;
};

/** Why a request has no signed-in user. The sign-in page shows a sentence for each kind. */
export type Unsigned =
  | { kind: "none" | "expired" | "revoked" | "disabled" }
  /** The membership has a role that this version does not know, so its permissions are not known either. */
  | { kind: "unknown_role"; organizationId: string; role: string };

/** Judges a session row at an instant and mints the scope from its membership. */
export function judgeSession(row: SessionRow | null, now: Date): Signed | Unsigned {
  if (!row) return { kind: "none" };
  if (row.revokedAt) return { kind: "revoked" };
  if (row.user.disabledAt || !row.membership || row.membership.disabledAt) return { kind: "disabled" };
  if (row.expiresAt.getTime() <= now.getTime()) return { kind: "expired" };
  const { organizationId, role } = row.membership;
  if (!isRole(role)) return { kind: "unknown_role", organizationId, role };
  return {
    kind: "signed",
    sessionId: row.id,
    at: now,
    user: { id: row.user.id, name: row.user.name, email: row.user.email },
    organization: { id: organizationId, name: row.membership.organizationName },
    role,
    scope: mintScope(organizationId, row.membership.merchantIds),
  };
}
