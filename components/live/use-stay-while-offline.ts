"use client";

import { useEffect } from "react";
import { toast } from "@/components/ui/toast";

/** Stops links while offline. Following one would show the browser's error page, and lose what the user typed. */
export function useStayWhileOffline(offline: boolean): void {
  useEffect(() => {
    if (!offline) return;
    const stay = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!(link instanceof HTMLAnchorElement) || link.target === "_blank") return;
      if (link.origin !== window.location.origin || link.getAttribute("href")?.startsWith("#")) return;
      event.preventDefault();
      event.stopPropagation();
      toast("You are offline. Follow the link again when you are back online.");
    };
    document.addEventListener("click", stay, { capture: true });
    return () => document.removeEventListener("click", stay, { capture: true });
  }, [offline]);
}
