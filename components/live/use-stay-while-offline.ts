"use client";

import { useEffect } from "react";
import { toast } from "@/components/ui/toast";

/** Following a link while offline would swap the page for the browser's own error page, and lose what was typed. */
export function useStayWhileOffline(offline: boolean): void {
  useEffect(() => {
    if (!offline) return;
    const stay = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!(link instanceof HTMLAnchorElement) || link.target === "_blank") return;
      if (link.origin !== window.location.origin || link.getAttribute("href")?.startsWith("#")) return;
      event.preventDefault();
      event.stopPropagation();
      toast("You are offline. This page stays; the link works again when you are back.");
    };
    document.addEventListener("click", stay, { capture: true });
    return () => document.removeEventListener("click", stay, { capture: true });
  }, [offline]);
}
