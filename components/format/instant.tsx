"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { exactInstant, spokenInstant } from "./format-instant";

const NowContext = createContext(0);

/** One clock for a page: the server's at first, so that both render the same, then the browser's each half minute. */
export function NowProvider({ now, children }: { now: number; children: ReactNode }) {
  const [ticked, setTicked] = useState(now);
  useEffect(() => {
    setTicked(now);
    const offset = now - Date.now();
    const timer = setInterval(() => setTicked(Date.now() + offset), 30_000);
    return () => clearInterval(timer);
  }, [now]);
  return <NowContext value={ticked}>{children}</NowContext>;
}

/** A time: relative within a week, exact with its zone on hover. */
export function Instant({ at, timeZone, className }: { at: string; timeZone: string; className?: string }) {
  const now = useContext(NowContext);
  const date = new Date(at);
  return (
    <time dateTime={at} title={exactInstant(date, timeZone)} className={className}>
      {spokenInstant(date, new Date(now), timeZone)}
    </time>
  );
}
