"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { openLive } from "./open-live";
import { markPageStale, usePageStale } from "./stale-page";
import { useStayWhileOffline } from "./use-stay-while-offline";

const BACK_MS = 2_500;

type State = { kind: "live" | "back" } | { kind: "lost"; since: Date; offline: boolean };

/** Keeps the page up to date, and says when that is not possible. */
export function LiveUpdates() {
  const router = useRouter();
  const stale = usePageStale();
  const [state, setState] = useState<State>({ kind: "live" });
  useStayWhileOffline(state.kind === "lost" && state.offline);
  useEffect(
    () =>
      openLive({
        refresh: () => router.refresh(),
        onLost: (since) => setState({ kind: "lost", since, offline: !navigator.onLine }),
        onBack: () => setState({ kind: "back" }),
        onUpdated: () => {
          setState({ kind: "live" });
          markPageStale();
        },
      }),
    [router],
  );
  useEffect(() => {
    if (state.kind !== "back") return;
    const timer = setTimeout(() => setState({ kind: "live" }), BACK_MS);
    return () => clearTimeout(timer);
  }, [state]);
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-4 bottom-4 z-40 grid justify-items-start gap-2 md:left-[236px]"
    >
      {stale && (
        <Bar>
          The portal was updated since this page was loaded.
          <Button size="small" className="pointer-events-auto" onClick={() => window.location.reload()}>
            Reload
          </Button>
        </Bar>
      )}
      {state.kind === "lost" && (
        <Bar>
          <span>
            {`${state.offline ? "You are offline." : "The portal does not respond. Trying again."} This page is from ${clock(state.since)}.`}
          </span>
        </Bar>
      )}
      {state.kind === "back" && <Bar>Back online, up to date</Bar>}
    </div>
  );
}

function Bar({ children }: { children: ReactNode }) {
  return (
    <p className="flex items-center gap-3 rounded bg-ink px-3 py-1.5 text-paper shadow-float">{children}</p>
  );
}

/** A time of day in the browser's time zone. */
function clock(at: Date): string {
  return at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}
