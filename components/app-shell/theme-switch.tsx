"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { cn } from "@/components/ui/class-names";
import { THEME_COOKIE, type Theme, themes } from "./theme";

const icons = { system: Monitor, light: Sun, dark: Moon };
const names = { system: "System theme", light: "Light theme", dark: "Dark theme" };

/** Chooses the theme of this browser. The server renders the next page in it. */
export function ThemeSwitch({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial);
  const choose = (next: Theme) => {
    setTheme(next);
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in some browsers
    document.cookie = `${THEME_COOKIE}=${next}; path=/; max-age=31536000; samesite=lax`;
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
  };
  return (
    <fieldset className="flex gap-0.5">
      <legend className="sr-only">Theme</legend>
      {themes.map((name) => {
        const Icon = icons[name];
        return (
          <button
            key={name}
            type="button"
            aria-label={names[name]}
            title={names[name]}
            aria-pressed={theme === name}
            onClick={() => choose(name)}
            className={cn(
              "rounded p-1.5",
              theme === name ? "bg-sunken text-ink" : "text-muted hover:bg-sunken hover:text-ink",
            )}
          >
            <Icon className="size-4" aria-hidden="true" />
          </button>
        );
      })}
    </fieldset>
  );
}
