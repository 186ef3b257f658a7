import { visibleOrders } from "@/db/queries/order-list/visible-orders";
import { withScope } from "@/db/scope";
import type { Signed } from "@/lib/auth/judge-session";
import { checkSession } from "@/lib/auth/session";
import { buildId } from "@/lib/build-id";
import { describeError } from "@/lib/describe-error";
import { onAccessChange } from "@/lib/runtime/access-changes";
import { onOrderChange } from "@/lib/runtime/order-changes";
import { getRuntime } from "@/lib/runtime/runtime";
import type { LiveEvents } from "./live-event";

const COLLECT_MS = 100;
const CHECK_SESSION_MS = 30_000;

/**
 * Streams the ids of changed orders that the receiver may see, after a first event that names the build. Reads the
 * session again twice a minute and at once when the user's access changes; when the session has ended, the stream reports it and closes. Ends with `signal`.
 */
export function liveStream(signed: Signed, signal: AbortSignal): ReadableStream<Uint8Array> {
  const runtime = getRuntime();
  const encoder = new TextEncoder();
  const cleanups: (() => void)[] = [];
  let closed = false;
  let scope = signed.scope;
  let pending = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const end = (controller: ReadableStreamDefaultController<Uint8Array> | null) => {
    if (closed) return;
    closed = true;
    clearTimeout(timer);
    for (const cleanup of cleanups) cleanup();
    controller?.close();
  };

  return new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = <Name extends keyof LiveEvents>(event: Name, data: LiveEvents[Name]) => {
        if (!closed) controller.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
      };
      const fail = (error: unknown) => {
        runtime.log.error("a live stream failed", describeError(error));
        end(controller);
      };
      const flush = async () => {
        timer = undefined;
        const ids = [...pending];
        pending = new Set();
        const seen = await withScope(runtime.db, scope, (tx) => visibleOrders(tx, scope, ids));
        if (seen.length > 0) send("orders", seen);
      };
      const check = async () => {
        const again = await checkSession(signed.sessionId);
        if (again.kind === "signed") {
          // Role and merchants may have changed since.
          scope = again.scope;
          if (!closed) controller.enqueue(encoder.encode(": keep-alive\n\n"));
          return;
        }
        send("signed-out", again.kind);
        end(controller);
      };
      signal.addEventListener("abort", () => end(controller));
      try {
        cleanups.push(
          await onOrderChange(runtime.db, (change) => {
            if (change === null) return send("resync", null);
            if (change.organizationId !== scope.organizationId) return;
            pending.add(change.orderId);
            timer ??= setTimeout(() => flush().catch(fail), COLLECT_MS);
          }),
        );
        cleanups.push(await onAccessChange(runtime.db, signed.user.id, () => check().catch(fail)));
        const interval = setInterval(() => check().catch(fail), CHECK_SESSION_MS);
        cleanups.push(() => clearInterval(interval));
        if (closed || signal.aborted) {
          for (const cleanup of cleanups) cleanup();
          return;
        }
        send("ready", buildId);
      } catch (error) {
        fail(error);
      }
    },
    cancel() {
      end(null);
    },
  });
}
