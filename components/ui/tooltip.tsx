"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";

const DELAY_MS = 250;
const HALF_WIDTH = 168;

type Tip = { text: string; left: number; top?: number; bottom?: number };

/**
 * Shows the `aria-label` of an element with `data-tip` while it is hovered or focused; Escape hides it. There is one
 * tooltip per page, so that long lists stay cheap. Screen readers read the label itself.
 */
export function TooltipProvider({ children }: { children: ReactNode }) {
  const [tip, setTip] = useState<Tip | null>(null);
  const bubble = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let current: Element | null = null;
    const hide = () => {
      clearTimeout(timer);
      current = null;
      setTip(null);
    };
    const onPoint = (event: Event) => {
      const at = event.target instanceof Element ? event.target : null;
      if (at && bubble.current?.contains(at)) return;
      const subject = at?.closest("[data-tip]") ?? null;
      if (subject === current) return;
      hide();
      current = subject;
      if (subject) timer = setTimeout(() => setTip(tipOf(subject)), DELAY_MS);
    };
    const onKey = (event: KeyboardEvent) => event.key === "Escape" && hide();
    const listeners = [
      ["pointerover", onPoint],
      ["focusin", onPoint],
      ["scroll", hide],
    ] as const;
    for (const [name, listener] of listeners) document.addEventListener(name, listener, { passive: true });
    document.addEventListener("keydown", onKey);
    return () => {
      clearTimeout(timer);
      for (const [name, listener] of listeners) document.removeEventListener(name, listener);
      document.removeEventListener("keydown", onKey);
    };
  }, []);
  return (
    <>
      {children}
      {tip && (
        <div
          ref={bubble}
          aria-hidden="true"
          style={{ left: tip.left, top: tip.top, bottom: tip.bottom }}
          className="fixed z-50 w-max max-w-80 -translate-x-1/2 py-1.5"
        >
          <span className="block rounded bg-ink px-2.5 py-1.5 text-[12.5px] text-paper shadow-float">
            {tip.text}
          </span>
        </div>
      )}
    </>
  );
}

function tipOf(subject: Element): Tip {
  const box = subject.getBoundingClientRect();
  const middle = box.left + box.width / 2;
  const text = subject.getAttribute("aria-label") ?? "";
  const left = Math.max(HALF_WIDTH, Math.min(middle, window.innerWidth - HALF_WIDTH));
  return box.bottom > window.innerHeight - 90
    ? { text, left, bottom: window.innerHeight - box.top }
    : { text, left, top: box.bottom };
}
