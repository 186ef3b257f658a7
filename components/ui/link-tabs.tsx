import Link from "next/link";
import { cn } from "./class-names";

/** With `more` there are more than `count`. */
type LinkTab = { href: string; label: string; count: number; more?: boolean; current: boolean };

/** Tabs that are links, each with its own address. */
export function LinkTabs({ label, tabs }: { label: string; tabs: LinkTab[] }) {
  return (
    <nav aria-label={label} className="-mb-px flex gap-1 overflow-x-auto">
      {tabs.map((tab) => (
        <Link
          key={tab.label}
          href={tab.href}
          aria-current={tab.current ? "page" : undefined}
          className={cn(
            "flex h-9 items-center gap-1.5 border-b-2 px-2.5 font-medium whitespace-nowrap -outline-offset-2",
            tab.current
              ? "border-accent text-ink"
              : "border-transparent text-muted hover:border-edge hover:text-ink",
          )}
        >
          <span>{tab.label}</span>
          <span translate="no" className={cn("text-[12px]", tab.current ? "text-accent" : "text-muted")}>
            {`${tab.count.toLocaleString("en")}${tab.more ? "+" : ""}`}
          </span>
        </Link>
      ))}
    </nav>
  );
}
