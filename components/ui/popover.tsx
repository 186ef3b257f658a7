"use client";

import { type ReactNode, useEffect, useId, useRef, useState } from "react";

const WIDTH = 288;
const MARGIN = 12;

/**
 * A button with a panel below it, made with the browser's popover: Escape and a click elsewhere close it and return the
 * focus to the button. The panel's content is rendered only while it is open.
 */
export function Popover({
  label,
  button,
  buttonClass,
  align = "start",
  onOpen,
  children,
}: {
  label: string;
  button: ReactNode;
  buttonClass: string;
  align?: "start" | "end";
  onOpen?: () => void;
  children: (close: () => void) => ReactNode;
}) {
  const id = useId();
  const trigger = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const place = () => {
    if (!trigger.current || !panel.current) return;
    const box = trigger.current.getBoundingClientRect();
    const width = Math.min(WIDTH, document.documentElement.clientWidth - 2 * MARGIN);
    const wanted = align === "start" ? box.left : box.right - width;
    const most = document.documentElement.clientWidth - MARGIN - width;
    Object.assign(panel.current.style, {
      width: `${width}px`,
      left: `${Math.max(MARGIN, Math.min(wanted, most)) + window.scrollX}px`,
      top: `${box.bottom + 6 + window.scrollY}px`,
      maxHeight: `${Math.max(200, Math.min(448, window.innerHeight - box.bottom - 18))}px`,
    });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the browser may have opened it before hydration
  useEffect(() => {
    if (!panel.current?.matches(":popover-open")) return;
    place();
    setOpen(true);
  }, []);
  return (
    <>
      <button ref={trigger} type="button" popoverTarget={id} aria-haspopup="dialog" className={buttonClass}>
        {button}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        tabIndex={-1}
        onBeforeToggle={(event) => {
          if (event.newState !== "open") return;
          onOpen?.();
          place();
        }}
        onToggle={(event) => {
          const opened = event.newState === "open";
          setOpen(opened);
          if (opened) event.currentTarget.focus();
        }}
        className="absolute inset-auto m-0 overflow-y-auto rounded-lg bg-raised p-2 text-ink shadow-float focus:outline-none"
      >
        {open && children(() => panel.current?.hidePopover())}
      </div>
    </>
  );
}
