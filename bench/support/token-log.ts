import { eq } from "drizzle-orm";
import { installation } from "@/db/schema/shopify";
import { sealToken } from "@/lib/services/installations/tokens/seal-token";
import { grantedToken } from "@/testing/sandbox/granted-token";
import type { SandboxControl } from "@/testing/sandbox/sandbox-control";
import type { Stack } from "@/testing/stack/stack";
import type { TestTools } from "@/testing/stack/world";

type LoggedCall = {
  time: string;
  roots: string[];
  status: number | null;
  variables: { grant_type?: string; refresh_token?: string } | null;
};

/** Gives every installation a new token, so that the tokens end close together. */
export async function renewAll({ stack, tools }: { stack: Stack; tools: TestTools }): Promise<void> {
  const { orm } = tools.db;
  for (const { id, shopDomain: shop, scopes } of await orm.select().from(installation)) {
    const wanted = { shop, clientId: "client-refresh", scopes, expiring: true };
    const issued = await grantedToken(stack.sandbox, await tools.clock.now(), wanted);
    await orm.update(installation).set(sealToken(tools.secrets, issued)).where(eq(installation.id, id));
  }
}

/** Sums up the sandbox's log: renewed tokens, renewals with a refresh token that was sent before, and refused calls. */
export async function tokenFigures(
  sandbox: SandboxControl,
  since: Date,
): Promise<{ refreshes: number; doubled: number; calls_refused: number }> {
  const calls = (await sandbox.get<LoggedCall[]>("/log")).filter(({ time }) => new Date(time) >= since);
  const sent = calls.flatMap(({ variables }) =>
    variables?.grant_type === "refresh_token" ? [variables.refresh_token ?? ""] : [],
  );
  return {
    refreshes: sent.length,
    doubled: sent.length - new Set(sent).size,
    calls_refused: calls.filter(({ status }) => status === 401).length,
  };
}
