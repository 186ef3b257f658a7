import "@shopify/shopify-api/adapters/node";
import { AsyncLocalStorage } from "node:async_hooks";
import { ApiVersion, LogSeverity, shopifyApi } from "@shopify/shopify-api";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import { type AnswerObject, asObject } from "./answer-values";
import { classifyFailure, partialAnswer } from "./classify-failure";
import type { GraphqlError } from "./classify-graphql-errors";
import { ShopifyFailure } from "./failure";
import type { ShopAccess, Slot } from "./gateway";

/** An answer that arrived whole: `errors` stand beside data that is there at least in part. */
export type AdminAnswer = { data: AnswerObject; errors: GraphqlError[]; extensions: AnswerObject };

/** One call of the Admin API: an operation, its variables, and how long it may take. */
type AdminCall = {
  operation: string;
  variables?: Record<string, unknown>;
  timeoutMs?: number;
  /** Runs right before the request is written to the socket; throwing prevents the send. */
  beforeSend?: () => Promise<void>;
  /** Points that were taken for this call already. */
  slot?: Slot | null;
};

/** Sends one operation to one shop, once. Throws only `ShopifyFailure`. */
export type CallAdmin = (access: ShopAccess, call: AdminCall) => Promise<AdminAnswer>;

/** What carries a call, and the clock that tells how long it took; a simulation brings its own. */
export type Transport = {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** A signal that is aborted after `ms`. */
  timeout(ms: number): AbortSignal;
  /** Milliseconds that only grow. */
  now(): number;
};

const network: Transport = {
  fetch: (url, init) => fetch(url, init),
  timeout: (ms) => AbortSignal.timeout(ms),
  now: () => performance.now(),
};

type InFlight = {
  baseUrl: string | null;
  transport: Transport;
  signal: AbortSignal;
  beforeSend: (() => Promise<void>) | undefined;
  /** Why the send was prevented, or what the transport threw: the library keeps only a message. */
  prevented?: unknown;
  broken?: unknown;
};

const READ_TIMEOUT_MS = 20_000;

/** How long the check before a send may take; less than the margin that it leaves of the lease. */
const CHECK_MS = 4_000;

const inFlight = new AsyncLocalStorage<InFlight>();

// The library's transport is one function per process; what differs per call travels beside it.
setAbstractFetchFunc(async (input, init) => {
  const call = inFlight.getStore();
  if (!call) throw new Error("The Admin API is called through callAdmin only.");
  if (call.beforeSend) {
    const checkedAt = call.transport.now();
    try {
      await call.beforeSend();
      // A process that was frozen during the check may no longer trust it.
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
    // A redirect would be a second send of the same write.
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

/** `https://{shop}/path` as it is, or `{baseUrl}/{shop}/path`. */
function toUrl(url: string, baseUrl: string | null): string {
  if (baseUrl === null) return url;
  const { hostname, pathname, search } = new URL(url);
  return `${baseUrl.replace(/\/$/, "")}/${hostname}${pathname}${search}`;
}

// Tokens are per installation and the OAuth grant is our own, so the library gets no app's key and secret.
const api = shopifyApi({
  apiKey: "crossdock",
  apiSecretKey: "not used for Admin calls",
  apiVersion: ApiVersion.October26,
  hostName: "crossdock.invalid",
  isEmbeddedApp: false,
  logger: { level: LogSeverity.Error, log: () => {} },
});

/** Makes the caller for real shops (`baseUrl` null) or for a stand-in that answers below `baseUrl`. */
export function createCallAdmin(baseUrl: string | null, transport: Transport = network): CallAdmin {
  return async (access, call) => {
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
        // Always zero: a repeated create is a second order.
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
        throw new ShopifyFailure("lease_lost", "The call was not sent any more.", { executed: "no" });
      }
      const partial = partialAnswer(error);
      if (partial) return partial;
      throw classifyFailure(error, { transport: state.broken, timedOut: state.signal.aborted });
    }
  };
}
