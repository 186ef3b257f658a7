import { readFileSync } from "node:fs";
import { z } from "zod";
import { findUser } from "@/db/system/auth/find-user";
import { hashPassword } from "@/lib/auth/password";
import { isRole } from "@/lib/domain/people/role";
import type { Actor, SystemCtx } from "@/lib/services/core/context";
import { createUser } from "@/lib/services/people/create-user";
import { agency } from "./world";

const people = z.array(
  z.object({
    email: z.email(),
    name: z.string().min(1),
    password: z.string().min(8),
    role: z.string().refine((text) => isRole(text)),
    organizationId: z.string().optional(),
  }),
);

type DemoPeople = {
  /** The owner, who connects the sample shops. */
  owner: { actor: Actor; email: string; password: string };
  /** The operator, as whom the sample orders are pushed. */
  operator: Actor;
};

/** Creates the sample users that are listed in a file. Existing users are not changed. */
export async function createPeople(ctx: SystemCtx, file: string): Promise<DemoPeople> {
  let owner: DemoPeople["owner"] | null = null;
  let operator: Actor = { kind: "system", label: "Demo" };
  for (const { password, organizationId = agency.id, ...person } of people.parse(
    JSON.parse(readFileSync(file, "utf8")),
  )) {
    const known = await findUser(ctx.db, person.email.toLowerCase());
    const userId =
      known?.id ??
      (
        await createUser(ctx, {
          ...{ ...person, organizationId, merchantIds: null },
          passwordHash: await hashPassword(password),
        })
      ).userId;
    if (organizationId !== agency.id) continue;
    const actor: Actor = { kind: "user", id: userId, label: person.name };
    if (person.role === "owner") owner ??= { actor, email: person.email, password };
    if (person.role === "operator") operator = actor;
  }
  if (!owner) throw new Error(`${file} lists no owner.`);
  return { owner, operator };
}
