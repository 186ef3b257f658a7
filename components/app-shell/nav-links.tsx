"use client";

import {
  Activity,
  Blocks,
  Briefcase,
  CalendarDays,
  Inbox,
  ListChecks,
  ShoppingCart,
  Store,
  Users,
} from "lucide-react";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { cn } from "@/components/ui/class-names";
import { readScopeParams, withScopeParams } from "@/lib/order-list/scope-params";

const icons = {
  firstSteps: ListChecks,
  today: CalendarDays,
  orders: ShoppingCart,
  stores: Store,
  deliveries: Inbox,
  jobs: Activity,
  apps: Blocks,
  people: Users,
  merchants: Briefcase,
};

export type NavItem = {
  href: string;
  label: string;
  icon: keyof typeof icons;
  /** Shown when it is above 0. A value above `most` is shown as "1,000+". */
  count?: { value: number; label: string; most?: number };
};

/** Links to the pages that the user can see. */
export function NavLinks({ items, onNavigate }: { items: NavItem[]; onNavigate?: () => void }) {
  const pathname = usePathname();
  const scope = readScopeParams(useSearchParams());
  return (
    <ul className="grid gap-0.5">
      {items.map((item) => {
        const Icon = icons[item.icon];
        const here = pathname === item.href || pathname.startsWith(`${item.href}/`);
        return (
          <li key={item.href}>
            <Link
              href={withScopeParams(item.href, scope)}
              onClick={onNavigate}
              aria-current={here ? "page" : undefined}
              className={cn(
                "flex h-8 items-center gap-2.5 rounded px-2 font-medium",
                here ? "bg-accent-wash text-ink" : "text-muted hover:bg-sunken hover:text-ink",
              )}
            >
              <Icon className={cn("size-4", here && "text-accent")} aria-hidden="true" />
              <span className="flex-1">{item.label}</span>
              {item.count && item.count.value > 0 && (
                <span className="text-[12px] text-muted">
                  {shownCount(item.count)}
                  <span className="sr-only"> {item.count.label}</span>
                </span>
              )}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

function shownCount({ value, most = value }: { value: number; most?: number }): string {
  return value > most ? `${most.toLocaleString("en")}+` : value.toLocaleString("en");
}
