import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { membership } from "@/db/schema/access";
import { mintScope, withScope } from "@/db/scope";
import { findUser } from "@/db/system/auth/find-user";
import { createOrganization } from "@/lib/services/people/create-organization";
import { createUser } from "@/lib/services/people/create-user";
import { type TestDatabase, testDatabase } from "@/testing/database/database";
import { type TestTools, testTools } from "@/testing/stack/world";

let database: TestDatabase;
let tools: TestTools;

beforeAll(async () => {
  database = await testDatabase();
  tools = testTools({ url: database.url, sandboxUrl: "http://127.0.0.1:1" });
});

afterAll(async () => {
  await tools.db.sql.end({ timeout: 1 });
  await database.close();
});

it("createUser creates a user once, whatever the case of the e-mail, with a membership in each organization", async () => {
  const agencies = [
    await createOrganization(tools, { name: "First" }),
    await createOrganization(tools, { name: "Second" }),
  ];
  const email = `Mara-${randomBytes(3).toString("hex")}@Example.com`;
  const person = { name: "Mara", role: "owner" as const, merchantIds: null };
  const made = [];
  for (const { organizationId } of agencies) {
    made.push(await createUser(tools, { ...person, organizationId, email, passwordHash: "hash-1" }));
    const spelled = ` ${email.toLowerCase()} `;
    made.push(await createUser(tools, { ...person, organizationId, email: spelled, passwordHash: "hash-2" }));
  }
  expect(new Set(made.map(({ userId }) => userId)).size).toBe(1);
  expect((await findUser(tools.db, email.toLowerCase()))?.passwordHash).toBe("hash-1");
  for (const { organizationId } of agencies) {
    const members = await withScope(tools.db, mintScope(organizationId), (tx) =>
      tx.select().from(membership),
    );
    expect(members).toHaveLength(1);
  }
});
