"use client";

import { buildId } from "@/lib/build-id";
import type { LiveEvents } from "@/lib/web/live-event";
import { gatherChanges } from "./gather-changes";
import { publishLive } from "./live-bus";

/** Shorter gaps are not shown to the user. */
const LOST_AFTER_MS = 4_000;

/**
 * Listens to the portal's stream while the tab is in view. A hidden tab closes its connection, because a browser opens
 * only six per host, and catches up when it is shown again. Returns a function that stops.
 */
export function openLive(page: {
  refresh: () => void;
  /** @param since when the page was last known to be up to date */
  onLost: (since: Date) => void;
  onBack: () => void;
  /** The portal runs another build than the page, and the stream is closed. */
  onUpdated: () => void;
}): () => void {
  let source: EventSource | null = null;
  let lostTimer: ReturnType<typeof setTimeout> | undefined;
  let lost = false;

  const lose = (since: Date) => {
    lost = true;
    page.onLost(since);
  };
  const changes = gatherChanges({
    isOpen: () => source?.readyState === EventSource.OPEN,
    onChanges: (ids) => {
      if (publishLive(ids)) page.refresh();
    },
  });
  const close = () => {
    source?.close();
    source = null;
    clearTimeout(lostTimer);
    lostTimer = undefined;
  };
  // The server answers a refresh with the sign-in page.
  const showSignIn = () => {
    close();
    page.refresh();
  };
  const open = () => {
    close();
    source = new EventSource("/api/live");
    const on = listenerOf(source);
    on("ready", (event) => {
      clearTimeout(lostTimer);
      lostTimer = undefined;
      if (JSON.parse(event.data) !== buildId) {
        // A refresh would replace this page, and what the user typed on it, by the new page.
        close();
        lost = false;
        return page.onUpdated();
      }
      if (lost) page.onBack();
      lost = false;
      // Reads everything that may have changed without the stream: at first, since the page was rendered.
      changes.note("all");
    });
    on("orders", (event) => {
      const ids: unknown = JSON.parse(event.data);
      if (Array.isArray(ids)) changes.note(ids.filter((id) => typeof id === "string"));
    });
    on("resync", () => changes.note("all"));
    on("signed-out", showSignIn);
    source.addEventListener("error", () => {
      const since = new Date();
      if (!lost) lostTimer ??= setTimeout(() => lose(since), LOST_AFTER_MS);
      // The browser does not reopen a stream that was refused.
      if (source?.readyState === EventSource.CLOSED) setTimeout(() => source && void reopen(), LOST_AFTER_MS);
    });
  };
  /** Finds out why the stream was refused. If the user is signed out, shows the sign-in page. */
  const reopen = async () => {
    if ((await streamStatus()) === 401) showSignIn();
    else if (source) open();
  };
  const onVisible = () => {
    if (document.visibilityState === "hidden") close();
    else if (!source && navigator.onLine) open();
  };
  // An open stream can stay silent for a long time before it ends, but the browser knows at once.
  const onOffline = () => {
    close();
    if (!lost) lose(new Date());
  };

  const stopWatching = watchTab(onVisible, onOffline);
  onVisible();
  return () => {
    stopWatching();
    changes.stop();
    close();
  };
}

const listenerOf =
  (source: EventSource) => (name: keyof LiveEvents, listener: (event: MessageEvent<string>) => void) =>
    source.addEventListener(name, listener);

/** Asks for the stream's HTTP status, without reading the stream; null when there is no answer. */
async function streamStatus(): Promise<number | null> {
  const probe = new AbortController();
  const status = await fetch("/api/live", { signal: probe.signal }).then(
    (answer) => answer.status,
    () => null,
  );
  probe.abort();
  return status;
}

/**
 * @param onVisible called when the tab is shown or hidden, and when the browser is online again
 * @returns how to stop
 */
function watchTab(onVisible: () => void, onOffline: () => void): () => void {
  document.addEventListener("visibilitychange", onVisible);
  window.addEventListener("online", onVisible);
  window.addEventListener("offline", onOffline);
  return () => {
    window.removeEventListener("online", onVisible);
    window.removeEventListener("offline", onOffline);
    document.removeEventListener("visibilitychange", onVisible);
  };
}
