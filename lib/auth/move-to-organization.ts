import { chooseOrganization } from "@/db/system/auth/choose-organization";
import { getRuntime } from "@/lib/runtime/runtime";
import { readSession } from "./session";

/** Switches this session to another organization of the user; false when the user is not a member of it. */
export async function moveToOrganization(organizationId: string): Promise<boolean> {
  const signed = await readSession();
  if (signed.kind !== "signed") return false;
  return chooseOrganization(getRuntime().db, signed.sessionId, organizationId);
}
