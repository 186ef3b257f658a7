import { parseArgs } from "node:util";
import { z } from "zod";
import { findUser } from "@/db/system/auth/find-user";
import { hashPassword } from "@/lib/auth/password";
import { newPasswordSchema } from "@/lib/auth/password-schema";
import { createRuntime } from "@/lib/runtime/runtime";
import { createOrganization } from "@/lib/services/people/create-organization";
import { createUser } from "@/lib/services/people/create-user";
import { ask } from "./terminal/ask";

const usage = `Creates an organization and its owner, who can then sign in.

  npm run create-owner
  npm run create-owner -- --organization "Harbour & Vale" --name "Mara Lind" --email mara@example.com

The command prompts for missing values. The password is read from CROSSDOCK_OWNER_PASSWORD or prompted for; there is
no flag for it, because flags are visible in the list of processes. DATABASE_URL and the other production variables
must be set.`;

const otherwise = "Pass --organization, --name and --email, and set CROSSDOCK_OWNER_PASSWORD.";

const schema = z.object({
  organization: z.string().trim().min(1, "The organization needs a name.").max(200),
  name: z.string().trim().min(1, "The owner needs a name.").max(200),
  email: z.email("The e-mail address is not valid.").max(254),
  password: newPasswordSchema,
});

try {
  const { values } = parseArgs({
    options: {
      organization: { type: "string" },
      name: { type: "string" },
      email: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) console.log(usage);
  else await createOwner(values);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function createOwner(given: { organization?: string; name?: string; email?: string }): Promise<void> {
  const answers = {
    organization: given.organization ?? (await ask("Organization: ", { otherwise })),
    name: given.name ?? (await ask("Owner's name: ", { otherwise })),
    email: (given.email ?? (await ask("Owner's e-mail: ", { otherwise }))).trim().toLowerCase(),
    password: process.env.CROSSDOCK_OWNER_PASSWORD ?? (await ask("Password: ", { hidden: true, otherwise })),
  };
  const parsed = schema.safeParse(answers);
  if (!parsed.success) throw new Error(parsed.error.issues.map((issue) => issue.message).join(" "));
  const input = parsed.data;
  const runtime = createRuntime("script");
  try {
    if (await findUser(runtime.db, input.email)) {
      throw new Error(`A user with the e-mail ${input.email} already exists. Nothing was changed.`);
    }
    const { organizationId } = await createOrganization(runtime, { name: input.organization });
    await createUser(runtime, {
      organizationId,
      email: input.email,
      name: input.name,
      passwordHash: await hashPassword(input.password),
      role: "owner",
      merchantIds: null,
    });
    console.log(`${input.name} owns ${input.organization} and can sign in with ${input.email}.`);
  } finally {
    await runtime.db.sql.end({ timeout: 5 });
  }
}
