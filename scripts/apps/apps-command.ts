import { parseArgs } from "node:util";
import { mintScope } from "@/db/scope";
import { findOrganizations } from "@/db/system/auth/find-organizations";
import { appScopes } from "@/lib/domain/installations/access-scopes";
import {
  type AppDistribution,
  allowsTokens,
  appDistributions,
  NEW_APP_DISTRIBUTION,
} from "@/lib/domain/installations/apps/app-distribution";
import { appManifest } from "@/lib/domain/installations/apps/app-manifest";
import { NEW_APP_TOKENS, type TokenKind, tokenKinds } from "@/lib/domain/installations/tokens/token-lifetime";
import { codesOf, entryOf, isCodeOf } from "@/lib/domain/values/code-table";
import { counted } from "@/lib/domain/values/counted";
import type { Ctx, SystemCtx } from "@/lib/services/core/context";
import { appAddresses } from "@/lib/services/installations/apps/app-addresses";
import { changeAppDistribution } from "@/lib/services/installations/apps/change-app-distribution";
import { changeAppTokens } from "@/lib/services/installations/apps/change-app-tokens";
import { readApps } from "@/lib/services/installations/apps/read-apps";
import { registerApp } from "@/lib/services/installations/apps/register-app";
import { rotateAppSecret } from "@/lib/services/installations/apps/rotate-app-secret";
import { exchangeTokens } from "@/lib/services/installations/tokens/exchange-tokens";

export const usage = `Registers an organization's Shopify apps, as the page "Shopify apps" does.

  npm run apps -- list
  npm run apps -- add --name "Fjordlys" --client-id 1a2b3c [--distribution custom|public] [--tokens expiring|permanent]
  npm run apps -- change <handle> [--distribution …] [--tokens …]
  npm run apps -- rotate <handle>                        replaces the client secret
  npm run apps -- exchange <handle> --yes                exchanges permanent tokens for expiring ones
  npm run --silent apps -- toml <handle>                 prints shopify.app.toml

--distribution says how Shopify distributes the app: custom (the default; one app per merchant) or public (one app for all
merchants, whose stores are installed in Shopify). --tokens says which access tokens it asks for: expiring (the default) or
permanent (custom apps only). rotate asks Shopify whether the new secret is right if a shop has the app; a wrong one changes
nothing. exchange cannot be undone: Shopify ends the permanent tokens. Without --yes it says how many shops it would change.

The client secret is read from CROSSDOCK_APP_SECRET, from standard input, or prompted for; there is no flag for it, because
flags are visible in the list of processes. --organization takes an id or a name, and may be omitted if there is only one
organization. --json prints list and add as JSON. DATABASE_URL and the other production variables must be set.
Exit codes: 1 if the command was refused, 2 if it is invalid.`;

/** The command is invalid. */
export class UsageError extends Error {}

type Flags = {
  organization?: string;
  name?: string;
  "client-id"?: string;
  distribution?: string;
  tokens?: string;
  yes: boolean;
  json: boolean;
};

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
      distribution: { type: "string" },
      tokens: { type: "string" },
      yes: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  const [command, handle, ...more] = positionals;
  const known = command === undefined ? null : entryOf(commands, command);
  if (!known || more.length > 0 || known.handle !== (handle !== undefined)) {
    throw new UsageError(
      command === undefined ? "A command is missing." : `"${args.join(" ")}" is not a valid command.`,
    );
  }
  const ctx = await contextOf(runtime, values.organization ?? null);
  await known.run(ctx, { flags: values, handle: handle ?? "", terminal });
}

type Command = "list" | "add" | "change" | "rotate" | "exchange" | "toml";
type Call = { flags: Flags; handle: string; terminal: Terminal };

/** What each command does, and whether it needs the handle of an app. */
const commands: Readonly<Record<Command, { handle: boolean; run: (ctx: Ctx, call: Call) => Promise<void> }>> =
  {
    list: { handle: false, run: list },
    add: { handle: false, run: add },
    change: { handle: true, run: change },
    rotate: { handle: true, run: rotate },
    exchange: { handle: true, run: exchange },
    toml: { handle: true, run: printToml },
  };

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

async function list(ctx: Ctx, { flags: { json }, terminal: { origin, print } }: Call): Promise<void> {
  const apps = await readApps(ctx);
  if (json) {
    const shown = apps.map((app) => ({ ...app, ...appAddresses(origin, app.handle) }));
    return print(JSON.stringify(shown, null, 2));
  }
  for (const { handle, name, clientId, shops, permanentShops, distribution, tokens } of apps) {
    const permanent = permanentShops > 0 ? ` (with a permanent token: ${permanentShops})` : "";
    const installed = shops === null ? "of this portal" : `shops: ${shops}${permanent}`;
    print(`${handle}  ${name}  client id ${clientId}  ${distribution}, ${tokens} tokens  ${installed}`);
  }
  if (apps.length === 0) print("No app is registered.");
}

async function add(ctx: Ctx, { flags, terminal }: Call): Promise<void> {
  const { name, "client-id": clientId, json } = flags;
  const { origin, print } = terminal;
  if (!name?.trim() || !clientId?.trim()) throw new UsageError("Pass --name and --client-id.");
  const { distribution = NEW_APP_DISTRIBUTION, tokens = NEW_APP_TOKENS } = chosen(flags);
  if (!allowsTokens(distribution, tokens)) throw new UsageError("A public app needs expiring tokens.");
  const clientSecret = await secretFrom(terminal);
  const result = await registerApp(ctx, { name, clientId, clientSecret, distribution, tokens });
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

/** The distribution and the kind of tokens that the flags name. */
function chosen(flags: Flags): { distribution?: AppDistribution; tokens?: TokenKind } {
  const { distribution, tokens } = flags;
  if (distribution !== undefined && !isCodeOf(appDistributions, distribution))
    throw new UsageError(`--distribution must be one of ${codesOf(appDistributions).join(", ")}.`);
  if (tokens !== undefined && !isCodeOf(tokenKinds, tokens))
    throw new UsageError(`--tokens must be one of ${codesOf(tokenKinds).join(", ")}.`);
  return { ...(distribution && { distribution }), ...(tokens && { tokens }) };
}

const unknownApp = (handle: string) => new Error(`The organization has no app "${handle}".`);

async function change(ctx: Ctx, { flags, handle, terminal }: Call): Promise<void> {
  const { distribution, tokens } = chosen(flags);
  if (!distribution && !tokens) throw new UsageError("Pass --distribution, --tokens, or both.");
  const app = (await readApps(ctx)).find((each) => each.own && each.handle === handle);
  if (!app) throw unknownApp(handle);
  if (tokens && !allowsTokens(distribution ?? app.distribution, tokens))
    throw new Error("A public app needs expiring tokens. Nothing was changed.");
  if (distribution) await changeAppDistribution(ctx, { handle, distribution });
  if (tokens) await changeAppTokens(ctx, { handle, tokens });
  terminal.print("The app is changed. Stores that are connected keep their tokens for now.");
}

async function rotate(ctx: Ctx, { handle, terminal }: Call): Promise<void> {
  const result = await rotateAppSecret(ctx, { handle, clientSecret: await secretFrom(terminal) });
  if (result.kind === "not_found") throw unknownApp(handle);
  if (result.kind === "refused")
    throw new Error("Shopify does not accept this secret for the app. The former secret stays.");
  const checked = result.checked ? "Shopify accepts it." : "Shopify checks it when a store is connected.";
  terminal.print(
    `The new secret is stored. ${checked} Webhooks signed with the previous one are still accepted.`,
  );
}

async function exchange(ctx: Ctx, { flags, handle, terminal }: Call): Promise<void> {
  const app = (await readApps(ctx)).find((each) => each.own && each.handle === handle);
  if (!app) throw unknownApp(handle);
  if (!flags.yes && app.permanentShops > 0)
    throw new Error(
      `This ends the permanent tokens of ${counted(app.permanentShops, "shop")}, and cannot be undone. Repeat the command with --yes to do it.`,
    );
  const result = await exchangeTokens(ctx, { handle });
  if (result.kind === "not_found") throw unknownApp(handle);
  if (result.kind === "not_expiring")
    throw new Error(
      "The app asks for permanent tokens. Change that first: npm run apps -- change <handle> --tokens expiring.",
    );
  const left = result.left === 0 ? "" : ` The worker goes on with ${counted(result.left, "other")}.`;
  terminal.print(`Tokens exchanged: ${result.exchanged}.${left}`);
}

async function printToml(ctx: Ctx, { handle, terminal: { origin, print } }: Call): Promise<void> {
  const app = (await readApps(ctx)).find((each) => each.handle === handle);
  if (!app) throw unknownApp(handle);
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
