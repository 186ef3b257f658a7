import { mintScope, type Role, type Scope } from "@/db/scope";
import type { SessionRow } from "@/db/system/auth/load-session";
import { roleOf } from "./permissions";

/** Who asks, proved by a session row that was read in this request. */
export type Signed = {
  kind: "signed";
  sessionId: string;
  /** When the session was read, by our clock: the time that a page is drawn for. */
  at: Date;
  user: { id: string; name: string; email: string };
  organization: { id: string; name: string };
  role: Role;
  scope: Scope;
};

/** Why there is nobody: shown as a sentence on the sign-in page. */
export type Unsigned = { kind: "none" | "expired" | "revoked" | "disabled" };

/** Judges a session row at an instant and mints the scope from its membership. */
export function judgeSession(row: SessionRow | null, now: Date): Signed | Unsigned {
  if (!row) return { kind: "none" };
  if (row.revokedAt) return { kind: "revoked" };
  if (row.user.disabledAt || !row.membership) return { kind: "disabled" };
  if (row.expiresAt.getTime() <= now.getTime()) return { kind: "expired" };
  return {
    kind: "signed",
    sessionId: row.id,
    at: now,
    user: { id: row.user.id, name: row.user.name, email: row.user.email },
    organization: { id: row.membership.organizationId, name: row.membership.organizationName },
    role: roleOf(row.membership.role),
    scope: mintScope(row.membership.organizationId, row.membership.merchantIds),
  };
}
