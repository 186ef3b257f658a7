import type { Config } from "tailwindcss";

const state = (name: string) => ({ DEFAULT: `var(--${name})`, wash: `var(--${name}-wash)` });

/** Names for the design tokens in app/globals.css, which loads this file with `@config`. */
export default {
  content: ["./app/**/*.{ts,tsx}", "./components/**/*.{ts,tsx}"],
  theme: {
    extend: {
      colors: {
        paper: "var(--paper)",
        raised: "var(--raised)",
        sunken: "var(--sunken)",
        hairline: "var(--hairline)",
        edge: "var(--edge)",
        ink: "var(--ink)",
        muted: "var(--muted)",
        accent: { ...state("accent"), ink: "var(--accent-ink)", strong: "var(--accent-strong)" },
        amber: state("amber"),
        blue: state("blue"),
        green: state("green"),
        red: state("red"),
        violet: state("violet"),
      },
      fontFamily: {
        sans: ["Inter Variable", "ui-sans-serif", "system-ui", "sans-serif"],
        mono: ["JetBrains Mono Variable", "ui-monospace", "monospace"],
      },
      borderRadius: { DEFAULT: "6px" },
      boxShadow: { float: "var(--float)" },
    },
  },
} satisfies Config;
