"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Reads the page again once the first of its days is over, so that "today" never means yesterday. */
export function NextDay({ now, at }: { now: number; at: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setTimeout(() => router.refresh(), Math.max(1_000, at - now));
    return () => clearTimeout(timer);
  }, [router, now, at]);
  return null;
}
