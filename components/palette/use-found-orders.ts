import { useEffect, useState } from "react";
import type { FoundOrder } from "@/lib/domain/order-list/listed-order";

type FoundOrders = { state: "idle" | "busy" | "done" | "failed"; orders: FoundOrder[] };

const TYPING_MS = 150;

/** Searches orders a moment after the last keystroke, and ignores answers to earlier text. */
export function useFoundOrders(text: string): FoundOrders {
  const [found, setFound] = useState<FoundOrders>({ state: "idle", orders: [] });
  const query = text.trim();
  useEffect(() => {
    if (query.length < 2) {
      setFound({ state: "idle", orders: [] });
      return;
    }
    setFound((before) => ({ ...before, state: "busy" }));
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const response = await fetch(`/api/palette?q=${encodeURIComponent(query)}`, { signal: abort.signal });
        if (!response.ok) throw new Error(`status ${response.status}`);
        const body = (await response.json()) as { orders: FoundOrder[] };
        setFound({ state: "done", orders: body.orders });
      } catch {
        if (!abort.signal.aborted) setFound({ state: "failed", orders: [] });
      }
    }, TYPING_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [query]);
  return found;
}
