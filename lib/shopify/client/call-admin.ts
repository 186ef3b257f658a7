import "@shopify/shopify-api/adapters/node";
import { AsyncLocalStorage } from "node:async_hooks";
import { LogSeverity, shopifyApi } from "@shopify/shopify-api";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import { type AnswerObject, asObject } from "./answer-values";
import { API_VERSION } from "./api-version";
import { classifyFailure, partialAnswer } from "./classify-failure";
import type { GraphqlError } from "./classify-graphql-errors";
import { ShopifyFailure } from "./failure";
import type { ShopAccess, Slot } from "./gateway";

/** A complete answer. `errors` may come with partial data. */
export type AdminAnswer = { data: AnswerObject; errors: GraphqlError[]; extensions: AnswerObject };

/** One call of the Admin API: an operation, its variables, and its timeout. */
type AdminCall = {
  operation: string;
  variables?: Record<string, unknown>;
  timeoutMs?: number;
  /**
   * Runs right before the request is written to the socket; throwing prevents the send. Every write needs one, so that
   * no write escapes the check of emergency stops.
   */
  beforeSend?: () => Promise<void>;
  /** The points that were already reserved for this call. */
  slot?: Slot | null;
};

/** Sends one operation to one shop, once. Throws only `ShopifyFailure`. */
export type CallAdmin = (access: ShopAccess, call: AdminCall) => Promise<AdminAnswer>;

/** Sends a request and measures time. The simulation passes its own transport. */
export type Transport = {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** A signal that aborts after `ms`. */
  timeout(ms: number): AbortSignal;
  /** Monotonic time in milliseconds. */
  now(): number;
};

/** The transport of production. */
export const network: Transport = {
  fetch: (url, init) => fetch(url, init),
  timeout: (ms) => AbortSignal.timeout(ms),
  now: () => performance.now(),
};

type InFlight = {
  baseUrl: string | null;
  transport: Transport;
  signal: AbortSignal;
  beforeSend: (() => Promise<void>) | undefined;
  /**
   * Why the send was prevented, or what the transport threw. Kept here because the library keeps only the message.
   */
  prevented?: unknown;
  broken?: unknown;
};

const READ_TIMEOUT_MS = 20_000;

/**
 * The longest time that the check before a send may take. Shorter than the margin that the check leaves of the lease.
 */
const CHECK_MS = 4_000;

const key = Symbol.for("crossdock.shopify-calls");
const shared = globalThis as typeof globalThis & { [key]?: AsyncLocalStorage<InFlight> };

// The library has one transport function per process, so the state of each call is passed in async local storage. Next
// evaluates this module several times in one process, so that the storage must be shared: the transport function of the
// last evaluation serves the calls of all.
shared[key] ??= new AsyncLocalStorage<InFlight>();
const inFlight = shared[key];

setAbstractFetchFunc(async (input, init) => {
  const call = inFlight.getStore();
  if (!call) throw new Error("The Admin API may be called only through callAdmin.");
  if (call.beforeSend) {
    const checkedAt = call.transport.now();
    try {
      await call.beforeSend();
      // The check is outdated if the process was suspended during it.
      if (call.transport.now() - checkedAt > CHECK_MS) {
        throw new ShopifyFailure("lease_lost", "The check before the send took too long.", {
          executed: "no",
        });
      }
    } catch (error) {
      call.prevented = error;
      throw error;
    }
  }
  try {
    // Following a redirect would send the same write twice.
    return await call.transport.fetch(toUrl(String(input), call.baseUrl), {
      ...init,
      signal: call.signal,
      redirect: "manual",
    });
  } catch (error) {
    call.broken = error;
    throw error;
  }
});

/** Returns `https://{shop}/path` unchanged, or `{baseUrl}/{shop}/path`. */
function toUrl(url: string, baseUrl: string | null): string {
  if (baseUrl === null) return url;
  const { hostname, pathname, search } = new URL(url);
  return `${baseUrl.replace(/\/$/, "")}/${hostname}${pathname}${search}`;
}

// Tokens are per installation and the OAuth grant is our own code, so the library needs no real app key or secret.
const api = shopifyApi({
  apiKey: "crossdock",
  apiSecretKey: "not used for Admin calls",
  apiVersion: API_VERSION,
  hostName: "crossdock.invalid",
  isEmbeddedApp: false,
  logger: { level: LogSeverity.Error, log: () => {} },
});

/** Creates the function that calls real shops (`baseUrl` null), or a substitute server below `baseUrl`. */
export function createCallAdmin(baseUrl: string | null, transport: Transport = network): CallAdmin {
  return async (access, call) => {
    if (!call.beforeSend && /^\s*mutation\b/.test(call.operation)) {
      throw new Error("A write needs a check that runs right before it is sent.");
    }
    const timeoutMs = call.timeoutMs ?? READ_TIMEOUT_MS;
    const state: InFlight = {
      baseUrl,
      transport,
      signal: transport.timeout(timeoutMs),
      beforeSend: call.beforeSend,
    };
    const session = api.session.customAppSession(access.shopDomain);
    session.accessToken = access.accessToken;
    try {
      const answer = await inFlight.run(state, () =>
        // Always zero, because a retried create can create a second order.
        new api.clients.Graphql({ session }).request(call.operation, {
          variables: call.variables,
          retries: 0,
        }),
      );
      return {
        data: asObject(answer.data) ?? {},
        errors: [],
        extensions: asObject(answer.extensions) ?? {},
      };
    } catch (error) {
      if (state.prevented !== undefined) {
        if (state.prevented instanceof ShopifyFailure) throw state.prevented;
        throw new ShopifyFailure("lease_lost", "The call was not sent.", { executed: "no" });
      }
      const partial = partialAnswer(error);
      if (partial) return partial;
      throw classifyFailure(error, { transport: state.broken, timedOut: state.signal.aborted });
    }
  };
}
