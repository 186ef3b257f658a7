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
  }),
);

/**
 * Creates the sample users that are listed in a file. Existing users are not changed.
 *
 * @returns the operator, as whom the sample orders are pushed
 */
export async function createPeople(ctx: SystemCtx, file: string): Promise<Actor> {
  let operator: Actor = { kind: "system", label: "Demo" };
  for (const { password, ...person } of people.parse(JSON.parse(readFileSync(file, "utf8")))) {
    const known = await findUser(ctx.db, person.email.toLowerCase());
    const userId =
      known?.id ??
      (
        await createUser(ctx, {
          ...person,
          organizationId: agency.id,
          passwordHash: await hashPassword(password),
          merchantIds: null,
        })
      ).userId;
    if (person.role === "operator") operator = { kind: "user", id: userId, label: person.name };
  }
  return operator;
}
