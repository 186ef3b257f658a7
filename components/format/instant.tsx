"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { exactInstant, relativeInstant } from "./format-instant";

const NowContext = createContext(0);

/** The clock of a page: first the server's time, so that server and browser render the same; then ticks every 30 s. */
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

/** A time, relative within a week. The exact time and its zone are shown on hover. */
export function Instant({ at, timeZone, className }: { at: string; timeZone: string; className?: string }) {
  const now = useContext(NowContext);
  const date = new Date(at);
  return (
    <time dateTime={at} title={exactInstant(date, timeZone)} className={className}>
      {relativeInstant(date, new Date(now), timeZone)}
    </time>
  );
}
