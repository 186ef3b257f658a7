import { chooseOrganization } from "@/db/system/auth/choose-organization";
import { listMemberships } from "@/db/system/auth/list-memberships";
import { getRuntime } from "@/lib/runtime/runtime";
import { readSession } from "./session";

/** The organizations that the signed-in person belongs to, by name. */
export async function myOrganizations(): Promise<{ id: string; name: string }[]> {
  const signed = await readSession();
  return signed.kind === "signed" ? listMemberships(getRuntime().db, signed.user.id) : [];
}

/** Moves this session to another organization of the same person; false when the person is no member of it. */
export async function moveToOrganization(organizationId: string): Promise<boolean> {
  const signed = await readSession();
  if (signed.kind !== "signed") return false;
  return chooseOrganization(getRuntime().db, signed.sessionId, organizationId);
}
