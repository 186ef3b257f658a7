import { randomBytes } from "node:crypto";
import { afterAll } from "vitest";
import { mintScope } from "@/db/scope";
import type { Ctx } from "@/lib/services/core/context";
import { createOrganization } from "@/lib/services/people/create-organization";
import { testDatabase } from "@/testing/database/database";
import { testSandbox } from "@/testing/sandbox/sandbox";
import { testTools } from "@/testing/stack/world";

/** A database and a sandbox for one test file, and functions that create organizations and shops in them. */
export async function agencies() {
  const database = await testDatabase();
  const sandbox = await testSandbox();
  const tools = testTools({ url: database.url, sandboxUrl: sandbox.url });
  afterAll(async () => {
    await tools.db.sql.end({ timeout: 1 });
    await sandbox.close();
    await database.close();
  });
  /** An organization without users, and the credentials of an app that no one has registered yet. */
  const agency = async () => {
    const tag = randomBytes(4).toString("hex");
    const { organizationId } = await createOrganization(tools, { name: `Agency ${tag}` });
    const actor = { kind: "user", id: `usr_${tag}`, label: "Mara" } as const;
    const ctx: Ctx = { ...tools, scope: mintScope(organizationId), actor };
    return { tag, organizationId, ctx, client: { clientId: `client-${tag}`, clientSecret: `secret-${tag}` } };
  };
  const shop = async (domain: string, more: { name?: string; organization?: string } = {}) => {
    const facts = { name: "Atelier", currency: "EUR", timezone: "UTC", ...more };
    await sandbox.control.post("/shops", { domain, ...facts });
    return domain;
  };
  return { sandbox, tools, superuserUrl: database.superuserUrl, agency, shop };
}
