"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { revokeSession } from "@/lib/auth/revoke-session";

/** Ends the session for every copy of its cookie. */
export async function signOut(): Promise<void> {
  await revokeSession(await cookies());
  redirect("/sign-in?why=signed-out");
}
