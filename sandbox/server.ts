import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { controlEndpoint } from "./control/routes";
import { Dispatcher } from "./delivery/dispatcher";
import { send } from "./delivery/send";
import { Faults } from "./faults/faults";
import { graphqlEndpoint } from "./graphql/endpoint";
import { authorizeEndpoint } from "./oauth/authorize";
import { tokenEndpoint } from "./oauth/token";
import { resumeJobs } from "./orders/cancel-job";
import { pageEndpoint } from "./pages/routes";
import { Journal } from "./state/journal";
import { DEFAULT_SETTINGS, type Settings } from "./state/settings";
import { Store } from "./state/store";
import { Chance } from "./values/chance";
import { BadRequest, sendJson } from "./web/http";
import { Buckets } from "./world/buckets";
import { History } from "./world/history";
import { SearchIndex } from "./world/search-index";
import type { Surroundings, World } from "./world/world";

export interface SandboxOptions {
  /** Port on 127.0.0.1; 0, the default, takes a free one. */
  port?: number;
  /** Folder of the journal; without one nothing outlives the process. */
  dataDir?: string;
  /** Settings and assumptions that differ from the defaults; they win over the journal's. */
  assumptions?: Partial<Settings>;
  now?: () => Date;
  /** Timers, randomness and the sending of webhooks; what is left out is the process's own. */
  around?: Partial<Omit<Surroundings, "now">>;
}

export interface Sandbox {
  url: string;
  port: number;
  close(): Promise<void>;
}

const ofProcess: Omit<Surroundings, "now"> = {
  send,
  bytes: (size) => randomBytes(size),
  later(ms, run) {
    if (ms <= 0) {
      const soon = setImmediate(run);
      return () => clearImmediate(soon);
    }
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** The state and the machinery of a sandbox, without a server in front. */
export function createWorld(options: SandboxOptions): { world: World; stop: () => void } {
  const now = options.now ?? (() => new Date());
  const store = new Store(options.dataDir ? new Journal(options.dataDir) : null);
  const applyAssumptions = () => {
    store.put("settings", "settings", { ...DEFAULT_SETTINGS, ...store.settings(), ...options.assumptions });
    store.commit();
  };
  applyAssumptions();
  const around = { ...ofProcess, ...options.around, now };
  const chance = new Chance(around.bytes);
  const faults = new Faults(chance);
  const history = new History(store, now);
  const buckets = new Buckets(now);
  const index = new SearchIndex(store, now);
  const dispatcher = new Dispatcher(store, faults, chance, around);
  const waiting = new Set<() => void>();
  let sequence = store.all("request").reduce((highest, { seq }) => Math.max(highest, seq), 0);
  const world: World = {
    store,
    chance,
    faults,
    history,
    buckets,
    index,
    dispatcher,
    created: new Map(),
    idempotency: new Map(),
    url: "",
    now,
    nextSequence() {
      sequence += 1;
      return sequence;
    },
    settings: () => store.settings(),
    later(ms, run) {
      const callOff = around.later(ms, () => {
        waiting.delete(callOff);
        run();
      });
      waiting.add(callOff);
    },
    reset() {
      for (const callOff of waiting) callOff();
      waiting.clear();
      dispatcher.clear();
      faults.reset();
      buckets.clear();
      index.clear();
      world.created.clear();
      world.idempotency.clear();
      store.reset();
      history.next = 1;
      applyAssumptions();
    },
  };
  const stop = () => {
    for (const callOff of waiting) callOff();
    dispatcher.close();
    store.close();
  };
  return { world, stop };
}

const GRAPHQL = /^\/([^/]+)\/admin\/api\/(?:\d{4}-\d{2}|unstable)\/graphql\.json$/;

const OAUTH = /^\/([^/]+)\/admin\/oauth\/(authorize|access_token)$/;

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * No other web page that the user visits may drive the sandbox: the name asked for is the loopback (against
 * names that are pointed at it), and a page that sends something is the sandbox's own.
 */
function isLocal(request: IncomingMessage): boolean {
  const { host = "", origin } = request.headers;
  if (!LOOPBACK.has(host.replace(/:\d+$/, ""))) return false;
  return origin === undefined || origin === `http://${host}`;
}

/** Answers one request of whatever kind. Throws `BadRequest` for what the control API refuses. */
export async function answerRequest(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", world.url);
  if (!isLocal(request)) {
    return sendJson(response, 403, { error: "The sandbox answers only to this machine and its own pages." });
  }
  const shop = GRAPHQL.exec(url.pathname)?.[1];
  if (shop && request.method === "POST") return graphqlEndpoint(world, request, response, shop.toLowerCase());
  const [, domain, step] = OAUTH.exec(url.pathname) ?? [];
  if (domain && step === "access_token" && request.method === "POST") {
    return tokenEndpoint(world, request, response, domain.toLowerCase());
  }
  if (domain && step === "authorize") {
    return authorizeEndpoint(world, request, response, url, domain.toLowerCase());
  }
  if (url.pathname.startsWith("/_control/")) return controlEndpoint(world, request, response, url);
  return pageEndpoint(world, request, response, url);
}

/**
 * Starts a sandbox: an Admin API for as many shops as asked, on 127.0.0.1 only.
 * @throws the error of `listen`, such as EADDRINUSE
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { world, stop } = createWorld(options);
  const server = createServer((request, response) => {
    answerRequest(world, request, response).catch((error: unknown) => {
      if (request.socket.destroyed || response.headersSent) return;
      if (error instanceof BadRequest) return sendJson(response, error.status, { error: error.message });
      console.error(error);
      sendJson(response, 500, { error: "The sandbox itself failed; its terminal says where." });
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
