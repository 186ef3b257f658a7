"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect } from "react";

/** Links to the previous and the next order of the list, with the keys `k` and `j`. */
export function OrderSteps({ previous, next }: { previous: string | null; next: string | null }) {
  const router = useRouter();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest("input,textarea,select,[role=dialog],[role=menu]")) return;
      const href = event.key === "j" ? next : event.key === "k" ? previous : null;
      if (!href) return;
      event.preventDefault();
      router.push(href);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [router, previous, next]);
  return (
    <nav aria-label="Orders of the list" className="flex gap-1">
      <Step href={previous} label="Previous order" shortcut="k">
        <ChevronUp className="size-4" aria-hidden="true" />
      </Step>
      <Step href={next} label="Next order" shortcut="j">
        <ChevronDown className="size-4" aria-hidden="true" />
      </Step>
    </nav>
  );
}

function Step({
  href,
  label,
  shortcut,
  children,
}: {
  href: string | null;
  label: string;
  shortcut: string;
  children: ReactNode;
}) {
  const shape = "grid size-7 place-items-center rounded border";
  if (!href) {
    return (
      <button type="button" disabled aria-label={`${label}: there is none`} className={`${shape} opacity-40`}>
        {children}
      </button>
    );
  }
  return (
    <Link
      href={href}
      prefetch={false}
      aria-label={label}
      aria-keyshortcuts={shortcut}
      title={`${label} (${shortcut})`}
      className={`${shape} text-muted hover:bg-sunken hover:text-ink`}
    >
      {children}
    </Link>
  );
}
