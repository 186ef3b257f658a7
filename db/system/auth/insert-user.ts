import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { membership, user } from "@/db/schema/access";
import { withSystem } from "@/db/system/core/with-system";
import type { Role } from "@/lib/domain/people/role";

/**
 * Reason: a user belongs to no organization, and nobody can invite the first member. Creates the user unless
 * the e-mail is known, and the membership unless it exists.
 *
 * @returns the id of the user, new or known
 */
export async function insertUser(
  db: Database,
  row: {
    id: string;
    membershipId: string;
    organizationId: string;
    email: string;
    name: string;
    passwordHash: string;
    role: Role;
    merchantIds: string[] | null;
    createdAt: Date;
  },
): Promise<string> {
  return withSystem(db, async (tx) => {
    await tx
      .insert(user)
      .values({
        id: row.id,
        email: row.email,
        name: row.name,
        passwordHash: row.passwordHash,
        createdAt: row.createdAt,
      })
      .onConflictDoNothing();
    const [person] = await tx.select({ id: user.id }).from(user).where(eq(user.email, row.email));
    if (!person) throw new Error("The user was neither created nor found.");
    await tx
      .insert(membership)
      .values({
        organizationId: row.organizationId,
        id: row.membershipId,
        userId: person.id,
        role: row.role,
        merchantIds: row.merchantIds,
        createdAt: row.createdAt,
      })
      .onConflictDoNothing();
    return person.id;
  });
}
