import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { controlEndpoint } from "./control/routes";
import { graphqlEndpoint } from "./graphql/endpoint";
import { authorizeEndpoint } from "./oauth/authorize";
import { tokenEndpoint } from "./oauth/token";
import { resumeJobs } from "./orders/cancel-job";
import { pageEndpoint } from "./pages/routes";
import { BadRequest, sendJson } from "./web/http";
import { createWorld, type WorldOptions } from "./world/create-world";
import type { World } from "./world/world";

interface SandboxOptions extends WorldOptions {
  /** Port on 127.0.0.1. The default 0 uses a free port. */
  port?: number;
}

/** A running sandbox. */
export interface Sandbox {
  url: string;
  port: number;
  close(): Promise<void>;
}

const GRAPHQL = /^\/([^/]+)\/admin\/api\/(?:\d{4}-\d{2}|unstable)\/graphql\.json$/;

const OAUTH = /^\/([^/]+)\/admin\/oauth\/(authorize|access_token)$/;

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * Whether a request comes from this machine and not from another web page in the user's browser. The host name must be a
 * loopback name, which prevents DNS rebinding, and the origin, if any, must be the sandbox itself.
 */
function isLocal(request: IncomingMessage): boolean {
  const { host = "", origin } = request.headers;
  if (!LOOPBACK.has(host.replace(/:\d+$/, ""))) return false;
  return origin === undefined || origin === `http://${host}`;
}

/**
 * Answers one request.
 * @throws BadRequest if the control API refuses it
 */
export async function answerRequest(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", world.url);
  if (!isLocal(request)) {
    return sendJson(response, 403, {
      error: "The sandbox answers only requests from this machine and from its own pages.",
    });
  }
  // A shop answers at each domain that it has or had.
  const keyOf = (named: string | undefined) =>
    named && (world.store.shopNamed(named.toLowerCase())?.domain ?? named.toLowerCase());
  const shop = keyOf(GRAPHQL.exec(url.pathname)?.[1]);
  if (shop && request.method === "POST") return graphqlEndpoint(world, request, response, shop);
  const [, named, step] = OAUTH.exec(url.pathname) ?? [];
  const domain = keyOf(named);
  if (domain && step === "access_token" && request.method === "POST") {
    return tokenEndpoint(world, request, response, domain);
  }
  if (domain && step === "authorize") {
    return authorizeEndpoint(world, request, response, url, domain);
  }
  if (url.pathname.startsWith("/_control/")) return controlEndpoint(world, request, response, url);
  return pageEndpoint(world, request, response, url);
}

/**
 * Starts a sandbox: an Admin API for any number of shops, on 127.0.0.1 only.
 * @throws the error of `listen`, such as EADDRINUSE
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { world, stop } = createWorld(options);
  const server = createServer((request, response) => {
    answerRequest(world, request, response).catch((error: unknown) => {
      if (request.socket.destroyed || response.headersSent) return;
      if (error instanceof BadRequest) return sendJson(response, error.status, { error: error.message });
      console.error(error);
      sendJson(response, 500, { error: "The sandbox failed. See its terminal for the error." });
    });
  });
  server.keepAliveTimeout = 30_000;
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(options.port ?? 0, "127.0.0.1", resolve);
    });
  } catch (error) {
    stop();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  world.url = `http://127.0.0.1:${port}`;
  world.dispatcher.resume();
  resumeJobs(world);
  return {
    url: world.url,
    port,
    close: () =>
      new Promise((resolve) => {
        stop();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
