import { buildId } from "@/lib/build-id";
import { markPageStale } from "./stale-page";

type Fetch = typeof globalThis.fetch;

/** Between two tries of a read that nobody answers. */
const AGAIN_MS = 2_000;
/** What a proxy answers for a portal that is just being restarted. */
const NOBODY_THERE = new Set([502, 503, 504]);

/**
 * Makes every read of the page that is shown wait until it is answered whole. Next.js leaves the page for the
 * browser's own error page when such a read fails, and what a person was typing is gone
 * (`docs/decisions/0015-a-read-waits-for-its-answer.md`). Actions and ways to other pages are left as they are.
 *
 * @param fetch the browser's own
 * @param shown the address of the page that is shown
 * @param worthATry resolves when a next try may be answered
 * @param outdated told when another build answers than the one that the page comes from
 */
export function keepPage(
  fetch: Fetch,
  shown: () => string = () => window.location.href,
  worthATry: () => Promise<void> = onlineOrSoon,
  outdated: () => void = markPageStale,
): Fetch {
  return async (input, init) => {
    if (!(input instanceof URL) || !isRead(init) || page(input) !== page(shown())) return fetch(input, init);
    for (;;) {
      try {
        const answer = await fetch(input, init);
        // One that ends halfway would leave holes in the page.
        await answer.clone().arrayBuffer();
        if ((answer.headers.get("x-crossdock-build") ?? buildId) !== buildId) {
          outdated();
          // Handed on, it would load the new page in place of this one. A refresh holds nothing else up.
          return new Promise<never>(() => {});
        }
        if (!NOBODY_THERE.has(answer.status)) return answer;
      } catch (error) {
        if (init?.signal?.aborted) throw error;
      }
      await worthATry();
    }
  };
}

/** Whether Next.js asks for a page's content, and not ahead of a click. */
function isRead(init: RequestInit | undefined): boolean {
  const headers = new Headers(init?.headers);
  return (
    (init?.method ?? "GET") === "GET" &&
    headers.has("rsc") &&
    !headers.has("next-router-prefetch") &&
    !headers.has("next-router-segment-prefetch")
  );
}

/** The address of a page, without what Next.js adds to it. */
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
    const timer = setTimeout(done, AGAIN_MS);
    window.addEventListener("online", done);
  });
}
