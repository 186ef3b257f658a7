import { parseArgs } from "node:util";
import { getEnv } from "@/lib/env";
import { createRuntime } from "@/lib/runtime/runtime";
import { createOperatorResetLink } from "@/lib/services/people/create-operator-reset-link";

const usage = `Creates a link with which a user sets a new password.

  npm run reset-password -- --email mara@example.com

The user may belong to any organization. The link works once, and for 24 hours. The command needs DATABASE_URL and the
other production variables, so only an operator of the server can run it.`;

try {
  const { values } = parseArgs({
    options: { email: { type: "string" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) console.log(usage);
  else await resetPassword(values.email);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function resetPassword(email: string | undefined): Promise<void> {
  if (!email) throw new Error("Pass the user's e-mail address with --email.");
  const runtime = createRuntime("script");
  try {
    const link = await createOperatorResetLink(runtime, { email });
    if (!link) throw new Error(`No user has the e-mail ${email}. Nothing was changed.`);
    console.log(`${getEnv().origin}/reset/${link.token}`);
  } finally {
    await runtime.db.sql.end({ timeout: 5 });
  }
}
