import { beforeAll, expect, test } from "vitest";
import { chooseOrganization } from "@/db/system/auth/choose-organization";
import { createSession } from "@/db/system/auth/create-session";
import { loadSession } from "@/db/system/auth/load-session";
import { judgeSession } from "@/lib/auth/judge-session";
import { fileDatabase } from "@/testing/database/file-database";

const { db, admin } = await fileDatabase();

beforeAll(async () => {
  // As after an update that adds a role, while processes of the previous version are still running.
  await admin`alter table membership drop constraint membership_role`;
  await admin`insert into "user" (id, email, name, password_hash, created_at)
    values ('usr_a', 'mara@harbour.example', 'Mara', 'hash', now())`;
  for (const [id, role, days] of [
    ["org_new", "supervisor", 2],
    ["org_old", "operator", 1],
  ] as const) {
    await admin`insert into organization (organization_id, name, created_at) values (${id}, ${id}, now())`;
    await admin`insert into membership (organization_id, id, user_id, role, created_at)
      values (${id}, ${`mem_${id}`}, 'usr_a', ${role}, now() - ${days} * interval '1 day')`;
  }
});

test("a membership with an unknown role gives no access; the user's other organizations remain accessible", async () => {
  const now = new Date();
  const expiresAt = new Date(now.getTime() + 60_000);
  await createSession(db, { id: "ses_1", userId: "usr_a", createdAt: now, expiresAt, device: null });
  const judged = async () => judgeSession(await loadSession(db, "ses_1"), now);
  // Without a choice, the session uses the oldest organization whose role is known.
  expect(await judged()).toMatchObject({ kind: "signed", organization: { id: "org_old" }, role: "operator" });
  await chooseOrganization(db, "ses_1", "org_new");
  expect(await judged()).toEqual({ kind: "unknown_role", organizationId: "org_new", role: "supervisor" });
});
