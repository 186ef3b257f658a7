import type { Transport } from "@/lib/shopify/client/call-admin";
import { rootsOf } from "@/sandbox/graphql/execute";
import type { World } from "@/sandbox/world/world";
import type { ArrivingCall } from "./chaos/fault-kinds";
import { callSandbox, type Reply } from "./in-process-sandbox";
import type { Random } from "./random";
import type { Process, Scheduler } from "./scheduler";

/** A write at the moment at which its request leaves. `shop` is the domain by which the product knows the shop. */
export type Write = { at: number; shop: string; body: string };

/** For calls outside of any actor (setting up, judging), which take no time. */
const NEVER = new AbortController().signal;

/**
 * Sends calls to the sandbox in virtual time. A sent request arrives even if its sender crashes, and sometimes the
 * answer takes longer than the sender waits.
 */
export function virtualTransport(
  world: World,
  scheduler: Scheduler,
  network: Process,
  around: {
    random: Random;
    isCalm: () => boolean;
    onViolation: (what: string) => void;
    /** Called for each write at the moment at which its request leaves. */
    onWrite: (write: Write) => void;
    /** Called for each call right before its shop executes it. */
    onArrival: (shop: string, call: ArrivingCall) => void;
  },
): Transport {
  const deadlines = new WeakMap<AbortSignal, { at: number; controller: AbortController }>();
  const { random } = around;
  const latency = (most: number) => {
    if (!around.isCalm() && random.chance(0.01)) return random.between(most / 8, most);
    return random.chance(0.1) ? random.between(300, 3_000) : random.between(10, 120);
  };
  return {
    now: () => scheduler.now,
    timeout(ms) {
      if (!scheduler.current()) return NEVER;
      const controller = new AbortController();
      deadlines.set(controller.signal, { at: scheduler.now + ms, controller });
      return controller.signal;
    },
    async fetch(url, init) {
      const actor = scheduler.current();
      const call = {
        method: "POST",
        path: new URL(url).pathname,
        headers: plainHeaders(init),
        body: String(init.body),
      };
      const deadline = init.signal ? deadlines.get(init.signal) : undefined;
      if (!actor || !deadline) return answerOf(await callSandbox(world, call));
      if (actor.abandon) around.onViolation(`${actor.label} calls Shopify within a transaction`);
      const operation = nameOf(call);
      const timedOut = () => {
        deadline.controller.abort(new DOMException("The operation timed out.", "TimeoutError"));
        throw init.signal?.reason;
      };
      if (scheduler.now >= deadline.at) timedOut();
      const shop = call.path.split("/")[1] ?? "";
      if (/mutation\s/.test(call.body)) around.onWrite({ at: scheduler.now, shop, body: call.body });
      let reply: Reply | null = null;
      const [there, back] = [latency(10_000), latency(80_000)];
      scheduler.spawn(network, operation, async () => {
        await scheduler.sleep("on its way", there);
        around.onArrival(shop, arriving(call));
        // Not awaited, because a stalled answer would block this actor's turn.
        void callSandbox(world, call).then((given) => {
          scheduler.later(back, () => {
            reply = given;
          });
        });
      });
      await scheduler.until(
        `${operation}: sent`,
        () => reply !== null || scheduler.now >= deadline.at,
        () => deadline.at,
      );
      if (reply === null) timedOut();
      await scheduler.gate(`${operation}: answered`);
      return answerOf(reply as unknown as Reply);
    },
  };
}

/** The name of a call, by which its crash points are counted. */
function nameOf({ path, body }: { path: string; body: string }): string {
  if (path.endsWith("/access_token")) return "RequestToken";
  return /(?:query|mutation)\s+(\w+)/.exec(body)?.[1] ?? "call";
}

/** What a call asks for, by which faults are aimed at it. */
function arriving({ path, body }: { path: string; body: string }): ArrivingCall {
  if (path.endsWith("/access_token")) return { roots: ["access_token"], writes: false, searches: false };
  const { query } = JSON.parse(body) as { query: string };
  const { roots, writes } = rootsOf({ query, variables: {}, operationName: null });
  return { roots, writes, searches: /\borders\([^)]*\bquery:/.test(query) };
}

function plainHeaders(init: RequestInit): Record<string, string> {
  const headers: Record<string, string> = {};
  new Headers(init.headers).forEach((value, name) => {
    headers[name] = value;
  });
  return headers;
}

function answerOf(reply: Reply): Response {
  if ("broken" in reply) {
    throw new TypeError("fetch failed", {
      cause: Object.assign(new Error(reply.broken), { code: reply.broken }),
    });
  }
  return new Response(reply.text, { status: reply.status, headers: reply.headers });
}
