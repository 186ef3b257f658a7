import { cookies } from "next/headers";
import type { ReactNode } from "react";
import type { NavItem } from "@/components/app-shell/nav-links";
import { PhoneBar } from "@/components/app-shell/phone-bar";
import { Sidebar } from "@/components/app-shell/sidebar";
import { readTheme, THEME_COOKIE } from "@/components/app-shell/theme";
import { NowProvider } from "@/components/format/instant";
import { LiveUpdates } from "@/components/live/live-updates";
import { Palette } from "@/components/palette/palette";
import { LiftButton } from "@/components/stores/stops/stop-control";
import { StopNotice } from "@/components/stores/stops/stop-notice";
import { Toaster } from "@/components/ui/toast";
import { TooltipProvider } from "@/components/ui/tooltip";

import { requireSession } from "@/lib/auth/require-session";
import { managesMembers } from "@/lib/domain/people/manage-members";
import { may, roles } from "@/lib/domain/people/role";
import { getEnv } from "@/lib/env";
import { readShell } from "@/lib/services/people/read-shell";
import { signOut, switchOrganization } from "./actions";
import { resumeSending } from "./stores/stop-actions";

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const { ctx, scope, role, user, organization, at } = await requireSession("orders.read");
  const { organizations, choices, notPushed, problems, hasPushed, countLimit, stop } = await readShell(ctx);
  const items: NavItem[] = [
    { href: "/today", label: "Today", icon: "today" },
    {
      href: "/orders",
      label: "Orders",
      icon: "orders",
      count: { value: notPushed, label: "not pushed", most: countLimit },
    },
    {
      href: "/stores",
      label: "Stores",
      icon: "stores",
      count: { value: problems, label: "problems", most: countLimit },
    },
  ];
  const connects = may(role, "stores.connect") && scope.merchantIds === null;
  if (connects && !hasPushed)
    items.unshift({ href: "/first-steps", label: "First steps", icon: "firstSteps" });
  if (may(role, "merchants.write") && scope.merchantIds === null)
    items.push({ href: "/merchants", label: "Merchants", icon: "merchants" });
  if (may(role, "deliveries.read"))
    items.push({ href: "/deliveries", label: "Deliveries", icon: "deliveries" });
  if (may(role, "jobs.write") && scope.merchantIds === null)
    items.push({ href: "/jobs", label: "Jobs", icon: "jobs" });
  if (may(role, "apps.write") && scope.merchantIds === null)
    items.push({ href: "/apps", label: "Shopify apps", icon: "apps" });
  if (managesMembers({ role, merchantIds: scope.merchantIds }))
    items.push({ href: "/people", label: "People", icon: "people" });
  const shell = {
    organization,
    organizations,
    switchOrganization,
    choices,
    person: { name: user.name, role: roles[role].label },
    items,
    theme: readTheme((await cookies()).get(THEME_COOKIE)?.value),
    sandboxUrl: getEnv().mode === "demo" ? getEnv().shopifyBaseUrl : null,
    signOut,
  };
  return (
    <TooltipProvider>
      <NowProvider now={at.getTime()}>
        <a
          href="#content"
          className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded focus:bg-raised focus:px-3 focus:py-1.5"
        >
          Skip to the content
        </a>
        <PhoneBar {...shell} />
        <div className="md:grid md:grid-cols-[220px_minmax(0,1fr)]">
          <aside className="sticky top-0 hidden h-dvh border-r md:block">
            <Sidebar {...shell} palette={<Palette pages={items} choices={choices} />} />
          </aside>
          <main id="content" className="min-w-0 pb-24">
            {stop && (
              <StopNotice stop={stop} what="nothing is sent to any shop." timeZone="UTC">
                {may(role, "sending.resume") && scope.merchantIds === null && (
                  <LiftButton stopId={stop.id} lift={resumeSending} />
                )}
              </StopNotice>
            )}
            {children}
          </main>
        </div>
        <LiveUpdates />
        <Toaster />
      </NowProvider>
    </TooltipProvider>
  );
}
