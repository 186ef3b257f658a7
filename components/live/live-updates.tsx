"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { openLive } from "./open-live";

/** Keeps the page fresh, and says when it cannot. */
export function LiveUpdates() {
  const router = useRouter();
  const [state, setState] = useState<"live" | "lost" | "back">("live");
  useEffect(() => openLive({ refresh: () => router.refresh(), onState: setState }), [router]);
  useEffect(() => {
    if (state !== "back") return;
    const timer = setTimeout(() => setState("live"), 2_500);
    return () => clearTimeout(timer);
  }, [state]);
  return (
    <div role="status" className="pointer-events-none fixed bottom-4 left-4 z-40 md:left-[236px]">
      {state === "lost" && (
        <span className="rounded bg-ink px-3 py-1.5 text-paper shadow-float">
          Offline: what you see may be old. Reconnecting…
        </span>
      )}
      {state === "back" && (
        <span className="rounded bg-ink px-3 py-1.5 text-paper shadow-float">Back online, up to date</span>
      )}
    </div>
  );
}
