import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { type Engine, startEngine } from "@/inngest/embedded/engine";
import { engineFetch } from "@/inngest/embedded/engine-fetch";
import { testDatabase } from "@/tests/support/database";

/**
 * Stands in for an Inngest server in dev mode: the embedded engine behind the endpoints that an app needs
 * (`POST /e/{key}`, `POST /fn/register`), calling the app over HTTP. It proves the way by which the suite
 * drives a real server; what it says of the engine the embedded target says better.
 */
export async function startStandIn(): Promise<{ url: string; close(): Promise<void> }> {
  const database = await testDatabase();
  const ingest = engineFetch(database.sql);
  let engine: Engine | null = null;
  const register = async (appUrl: string) => {
    await engine?.stop();
    const handler = async (request: Request) => {
      const { search } = new URL(request.url);
      const headers = new Headers(request.headers);
      headers.delete("host");
      headers.set("connection", "close");
      return fetch(new URL(search, appUrl), { method: request.method, headers, body: await request.text() });
    };
    engine = await startEngine({ sql: database.sql, handler, pollMs: 100 });
  };
  const server = createServer(async (request, response) => {
    const answer = async (): Promise<Response> => {
      const body = await textOf(request);
      if (request.url?.startsWith("/e/")) {
        const headers = new Headers(request.headers as Record<string, string>);
        return ingest(new URL(request.url, "http://stand-in.invalid"), { method: "POST", headers, body });
      }
      if (!request.url?.startsWith("/fn/register")) return new Response("", { status: 404 });
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

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
