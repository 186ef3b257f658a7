"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Refreshes the page when the first of its days ends, so that "today" never shows yesterday. */
export function NextDay({ now, at }: { now: number; at: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setTimeout(() => router.refresh(), Math.max(1_000, at - now));
    return () => clearTimeout(timer);
  }, [router, now, at]);
  return null;
}
