import { text as readAll } from "node:stream/consumers";
import { getEnv } from "@/lib/env";
import { createRuntime } from "@/lib/runtime/runtime";
import { appsCommand, UsageError, usage } from "./apps/apps-command";
import { ask } from "./terminal/ask";

try {
  await main(process.argv.slice(2));
} catch (error) {
  const text = error instanceof Error ? error.message : String(error);
  const isUsageError =
    error instanceof UsageError || (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS");
  console.error(isUsageError ? `${text}\n\n${usage}` : text);
  process.exitCode = isUsageError ? 2 : 1;
}

async function main(args: string[]): Promise<void> {
  if (args.some((arg) => arg === "--help" || arg === "-h")) return console.log(usage);
  const runtime = createRuntime("script");
  try {
    await appsCommand(runtime, args, { origin: getEnv().origin, readSecret, print: console.log });
  } finally {
    await runtime.db.sql.end({ timeout: 5 });
  }
}

/** Reads the client secret from the environment, from standard input, or from the terminal. */
async function readSecret(): Promise<string> {
  const { stdin, env } = process;
  if (env.CROSSDOCK_APP_SECRET !== undefined) return env.CROSSDOCK_APP_SECRET;
  return stdin.isTTY ? ask("Client secret: ", { hidden: true, otherwise: "" }) : readAll(stdin);
}
