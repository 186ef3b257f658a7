"use client";

import { buildId } from "@/lib/build-id";
import type { LiveEvents } from "@/lib/web/live-event";
import { type LiveIds, publishLive } from "./live-bus";

const QUIET_MS = 150;
/** A page under a stream of changes is refreshed at most this often. */
const AT_MOST_EVERY_MS = 1_000;
/** A short gap is not worth a word. */
const LOST_AFTER_MS = 4_000;

/**
 * Listens to the portal's stream while the tab is in view: a hidden tab gives its connection back, because a
 * browser has only six for a host, and catches up when it is shown again.
 * @returns how to stop
 */
export function openLive(page: {
  refresh: () => void;
  /** @param since when the page was last known to be up to date */
  onLost: (since: Date) => void;
  onBack: () => void;
  /** The page comes from another build than the one that runs now; no more is heard. */
  onUpdated: () => void;
}): () => void {
  let source: EventSource | null = null;
  let waiting: Set<string> | "all" = new Set<string>();
  let refreshTimer: ReturnType<typeof setTimeout> | undefined;
  let lostTimer: ReturnType<typeof setTimeout> | undefined;
  let lastRefresh = 0;
  let lost = false;

  const lose = (since: Date) => {
    lost = true;
    page.onLost(since);
  };
  const flush = () => {
    refreshTimer = undefined;
    // Nobody would answer; "ready" makes up for it.
    if (source?.readyState !== EventSource.OPEN) return;
    const ids: LiveIds = waiting === "all" ? "all" : [...waiting];
    waiting = new Set();
    lastRefresh = Date.now();
    if (publishLive(ids)) page.refresh();
  };
  const note = (ids: LiveIds) => {
    if (ids === "all" || waiting === "all") waiting = "all";
    else for (const id of ids) waiting.add(id);
    const wait = Math.max(QUIET_MS, lastRefresh + AT_MOST_EVERY_MS - Date.now());
    refreshTimer ??= setTimeout(flush, wait);
  };
  const close = () => {
    source?.close();
    source = null;
    clearTimeout(lostTimer);
    lostTimer = undefined;
  };
  const open = () => {
    close();
    source = new EventSource("/api/live");
    const on = (name: keyof LiveEvents, listener: (event: MessageEvent<string>) => void) =>
      source?.addEventListener(name, listener);
    on("ready", (event) => {
      clearTimeout(lostTimer);
      lostTimer = undefined;
      if (JSON.parse(event.data) !== buildId) {
        // Reading it would load the new page in place of this one, and of what was typed on it.
        close();
        lost = false;
        return page.onUpdated();
      }
      if (lost) page.onBack();
      lost = false;
      // Whatever happened while nobody listened is read again; the first time, since the page was made.
      note("all");
    });
    on("orders", (event) => {
      const ids: unknown = JSON.parse(event.data);
      if (Array.isArray(ids)) note(ids.filter((id) => typeof id === "string"));
    });
    on("resync", () => note("all"));
    on("signed-out", () => {
      close();
      page.refresh();
    });
    source.addEventListener("error", () => {
      const since = new Date();
      if (!lost) lostTimer ??= setTimeout(() => lose(since), LOST_AFTER_MS);
      // A refused stream is not reopened by the browser itself.
      if (source?.readyState === EventSource.CLOSED) setTimeout(() => source && void reopen(), LOST_AFTER_MS);
    });
  };
  /** Asks why the stream was refused: whoever is signed out is shown the sign-in page. */
  const reopen = async () => {
    const probe = new AbortController();
    const status = await fetch("/api/live", { signal: probe.signal }).then(
      (answer) => answer.status,
      () => null,
    );
    probe.abort();
    if (status === 401) {
      close();
      page.refresh();
    } else if (source) open();
  };
  const onVisible = () => {
    if (document.visibilityState === "hidden") close();
    else if (!source && navigator.onLine) open();
  };
  // A stream that was open may stay silent for long before it ends: the browser knows at once.
  const onOffline = () => {
    close();
    if (!lost) lose(new Date());
  };

  document.addEventListener("visibilitychange", onVisible);
  window.addEventListener("online", onVisible);
  window.addEventListener("offline", onOffline);
  onVisible();
  return () => {
    window.removeEventListener("online", onVisible);
    window.removeEventListener("offline", onOffline);
    document.removeEventListener("visibilitychange", onVisible);
    clearTimeout(refreshTimer);
    close();
  };
}
