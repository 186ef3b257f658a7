import { buildId } from "@/lib/build-id";
import { markPageStale } from "./stale-page";

type Fetch = typeof globalThis.fetch;

/** The wait between two attempts. */
const RETRY_MS = 2_000;
/** The statuses of a proxy while the portal restarts. */
const NO_PORTAL = new Set([502, 503, 504]);

/**
 * Wraps `fetch` so that every read of the shown page waits for a complete answer. When such a read fails, Next.js
 * navigates to the browser's error page, and what the user was typing is lost (decision 15). Actions and navigation to
 * other pages are not changed.
 *
 * @param fetch the browser's `fetch`
 * @param shown returns the address of the shown page
 * @param retryTime resolves when the next attempt may succeed
 * @param outdated called when the answer comes from another build than the page
 */
export function keepPage(
  fetch: Fetch,
  shown: () => string = () => window.location.href,
  retryTime: () => Promise<void> = onlineOrSoon,
  outdated: () => void = markPageStale,
): Fetch {
  return async (input, init) => {
    if (!(input instanceof URL) || !isRead(init) || page(input) !== page(shown())) return fetch(input, init);
    for (;;) {
      try {
        const answer = await fetch(input, init);
        // A response that breaks off would leave holes in the page.
        await answer.clone().arrayBuffer();
        if ((answer.headers.get("x-crossdock-build") ?? buildId) !== buildId) {
          outdated();
          // Returning it would replace this page by the new one. A refresh that never ends blocks nothing.
          return new Promise<never>(() => {});
        }
        if (!NO_PORTAL.has(answer.status)) return answer;
      } catch (error) {
        if (init?.signal?.aborted) throw error;
      }
      await retryTime();
    }
  };
}

/** Whether Next.js reads a page's content, other than a prefetch. */
function isRead(init: RequestInit | undefined): boolean {
  const headers = new Headers(init?.headers);
  return (
    (init?.method ?? "GET") === "GET" &&
    headers.has("rsc") &&
    !headers.has("next-router-prefetch") &&
    !headers.has("next-router-segment-prefetch")
  );
}

/** The address of a page without the parameter that Next.js adds. */
function page(address: URL | string): string {
  const { origin, pathname, searchParams } = new URL(address);
  searchParams.delete("_rsc");
  return `${origin}${pathname}?${searchParams}`;
}

function onlineOrSoon(): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, RETRY_MS);
    window.addEventListener("online", done);
  });
}
