import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { type Engine, startEngine } from "@/inngest/embedded/engine";
import { engineFetch } from "@/inngest/embedded/events/engine-fetch";
import { testDatabase } from "@/testing/database/database";

/** Like `--retry-interval 1` of Inngest's server: a retry waits one second instead of the usual wait. */
const RETRY_INTERVAL = `
  create function engine.retry_interval() returns trigger language plpgsql as $$
  begin
    if new.attempt > old.attempt and new.due_at >= clock_timestamp() + interval '14 s' then
      new.due_at := clock_timestamp() + interval '1 s';
      new.run_at := new.due_at;
    end if;
    return new;
  end $$;
  create trigger retry_interval before update on engine.jobs
    for each row execute function engine.retry_interval()`;

type Keys = { eventKey: string; signingKey: string };

/**
 * Starts a stand-in for an Inngest server: the embedded engine behind the endpoints that an app needs
 * (`POST /e/{key}`, `POST /fn/register`), which calls the app over HTTP. Without keys it behaves as in dev mode; with
 * keys it requires them and signs its calls. It tests the driver for real servers, not the engine.
 */
export async function startStandIn(keys?: Keys): Promise<{ url: string; close(): Promise<void> }> {
  const database = await testDatabase();
  await database.sql.unsafe(RETRY_INTERVAL);
  const ingest = engineFetch(database.sql);
  let engine: Engine | null = null;
  const register = async (appUrl: string) => {
    await engine?.stop();
    const handler = async (request: Request) => {
      const { search } = new URL(request.url);
      const headers = new Headers(request.headers);
      headers.delete("host");
      headers.set("connection", "close");
      const body = await request.text();
      if (keys) headers.set("x-inngest-signature", signature(keys.signingKey, body));
      return fetch(new URL(search, appUrl), { method: request.method, headers, body });
    };
    engine = await startEngine({ sql: database.sql, handler, pollMs: 100 });
  };
  const server = createServer(async (request, response) => {
    const answer = async (): Promise<Response> => {
      const body = await textOf(request);
      if (request.url?.startsWith("/e/")) {
        if (keys && request.url !== `/e/${keys.eventKey}`) return refuse("Event key not found");
        const headers = new Headers(request.headers as Record<string, string>);
        return ingest(new URL(request.url, "http://stand-in.invalid"), { method: "POST", headers, body });
      }
      if (!request.url?.startsWith("/fn/register")) return new Response("", { status: 404 });
      if (keys && request.headers.authorization !== `Bearer ${hashed(keys.signingKey)}`) {
        return refuse("Signing key not found");
      }
      await register((JSON.parse(body) as { url: string }).url);
      return Response.json({ ok: true, status: 200 });
    };
    const result = await answer().catch((error: unknown) =>
      Response.json({ error: String(error) }, { status: 500 }),
    );
    response.writeHead(result.status, { "content-type": "application/json" }).end(await result.text());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      await engine?.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await database.close();
    },
  };
}

const refuse = (error: string) => Response.json({ status: 401, error }, { status: 401 });
const bare = (signingKey: string) => signingKey.replace(/^signkey-\w+-/, "");

/** The key as a bearer token: its prefix and the SHA-256 of the rest, read as hex. */
function hashed(signingKey: string): string {
  const secret = bare(signingKey);
  const digest = createHash("sha256").update(Buffer.from(secret, "hex")).digest("hex");
  return signingKey.slice(0, signingKey.length - secret.length) + digest;
}

/** The header that proves to an app that the caller has the signing key. */
function signature(signingKey: string, body: string): string {
  const seconds = Math.floor(Date.now() / 1_000);
  const signed = createHmac("sha256", bare(signingKey)).update(canonical(JSON.parse(body)) + seconds);
  return `t=${seconds}&s=${signed.digest("hex")}`;
}

/** JSON with the keys of every object in the order of their UTF-16 code units. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
