import { parseArgs } from "node:util";
import { mintScope } from "@/db/scope";
import { findOrganizations } from "@/db/system/auth/find-organizations";
import { appScopes } from "@/lib/domain/installations/access-scopes";
import { appManifest } from "@/lib/domain/installations/app-manifest";
import type { Ctx, SystemCtx } from "@/lib/services/core/context";
import { appAddresses } from "@/lib/services/installations/app-addresses";
import { readApps } from "@/lib/services/installations/read-apps";
import { registerApp } from "@/lib/services/installations/register-app";
import { rotateAppSecret } from "@/lib/services/installations/rotate-app-secret";

export const usage = `Registers an organization's Shopify apps, as the page "Shopify apps" does.

  npm run apps -- list
  npm run apps -- add --name "Fjordlys" --client-id 1a2b3c
  npm run apps -- rotate <handle>                        replaces the client secret
  npm run --silent apps -- toml <handle>                 prints shopify.app.toml

The client secret is read from CROSSDOCK_APP_SECRET, from standard input, or prompted for; there is no flag for it, because
flags are visible in the list of processes. --organization takes an id or a name, and may be omitted if there is only one
organization. --json prints list and add as JSON. DATABASE_URL and the other production variables must be set.
Exit codes: 1 if the command was refused, 2 if it is invalid.`;

/** The command is invalid. */
export class UsageError extends Error {}

type Flags = { organization?: string; name?: string; "client-id"?: string; json: boolean };

type Terminal = {
  /** The portal's public URL. */
  origin: string;
  /** Reads the client secret. */
  readSecret(): Promise<string>;
  print(text: string): void;
};

/** Runs `npm run apps` with these arguments. Throws an error with a sentence if the command is refused. */
export async function appsCommand(runtime: SystemCtx, args: string[], terminal: Terminal): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      organization: { type: "string" },
      name: { type: "string" },
      "client-id": { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const [command, handle, ...more] = positionals;
  const needsHandle = command === "rotate" || command === "toml";
  const known = needsHandle || command === "list" || command === "add";
  if (!known || more.length > 0 || needsHandle !== (handle !== undefined)) {
    throw new UsageError(
      command === undefined ? "A command is missing." : `"${args.join(" ")}" is not a valid command.`,
    );
  }
  const ctx = await contextOf(runtime, values.organization ?? null);
  if (command === "list") await list(ctx, values, terminal);
  else if (command === "add") await add(ctx, values, terminal);
  else if (command === "rotate") await rotate(ctx, handle ?? "", terminal);
  else await printToml(ctx, handle ?? "", terminal);
}

/** The context of the named organization, or of the only one. */
async function contextOf(runtime: SystemCtx, named: string | null): Promise<Ctx> {
  const [found, ...others] = await findOrganizations(runtime.db, named);
  if (!found) {
    throw new Error(
      named === null
        ? "There is no organization yet. Create one with npm run create-owner."
        : `There is no organization "${named}".`,
    );
  }
  if (others.length > 0) {
    const lines = [found, ...others].map(({ id, name }) => `  ${id}  ${name}`);
    throw new Error(`Pass --organization with one of these ids:\n${lines.join("\n")}`);
  }
  return {
    ...runtime,
    scope: mintScope(found.id),
    actor: { kind: "system", label: "Command line" },
  };
}

async function list(ctx: Ctx, { json }: Flags, { origin, print }: Terminal): Promise<void> {
  const apps = await readApps(ctx);
  if (json) {
    const shown = apps.map((app) => ({ ...app, ...appAddresses(origin, app.handle) }));
    return print(JSON.stringify(shown, null, 2));
  }
  for (const { handle, name, clientId, shops } of apps) {
    print(
      `${handle}  ${name}  client id ${clientId}  ${shops === null ? "of this portal" : `shops: ${shops}`}`,
    );
  }
  if (apps.length === 0) print("No app is registered.");
}

async function add(ctx: Ctx, flags: Flags, terminal: Terminal): Promise<void> {
  const { name, "client-id": clientId, json } = flags;
  const { origin, print } = terminal;
  if (!name?.trim() || !clientId?.trim()) throw new UsageError("Pass --name and --client-id.");
  const result = await registerApp(ctx, { name, clientId, clientSecret: await secretFrom(terminal) });
  if (result.kind === "known") {
    throw new Error(
      `An app with this client ID is registered already: ${result.handle}. Nothing was changed.`,
    );
  }
  const addresses = appAddresses(origin, result.handle);
  if (json) return print(JSON.stringify({ handle: result.handle, ...addresses }, null, 2));
  print(
    [
      `The app ${result.handle} is registered. Enter on Shopify's side:`,
      `  App URL                 ${addresses.appUrl}`,
      `  Redirect URL            ${addresses.redirectUrl}`,
      `  Compliance webhook URL  ${addresses.webhookUrl}`,
    ].join("\n"),
  );
}

async function rotate(ctx: Ctx, handle: string, terminal: Terminal): Promise<void> {
  const result = await rotateAppSecret(ctx, { handle, clientSecret: await secretFrom(terminal) });
  if (result.kind === "not_found") throw new Error(`The organization has no app "${handle}".`);
  terminal.print("The new secret is stored. Webhooks signed with the previous one are still accepted.");
}

async function printToml(ctx: Ctx, handle: string, { origin, print }: Terminal): Promise<void> {
  const app = (await readApps(ctx)).find((each) => each.handle === handle);
  if (!app) throw new Error(`The organization has no app "${handle}".`);
  print(appManifest({ ...app, ...appAddresses(origin, handle), ...appScopes() }));
}

async function secretFrom(terminal: Terminal): Promise<string> {
  const secret = (await terminal.readSecret()).trim();
  if (!/^[\x21-\x7e]{8,200}$/.test(secret)) {
    throw new Error(
      "The client secret must have 8 to 200 visible characters. Pass it in CROSSDOCK_APP_SECRET or on standard input.",
    );
  }
  return secret;
}
