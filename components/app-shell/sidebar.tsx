import { ExternalLink, LogOut } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { ScopeChoice } from "@/lib/domain/stores/scope-choice";
import { Brand } from "./brand";
import { type NavItem, NavLinks } from "./nav-links";
import { OrganizationSwitch, type SwitchOrganization } from "./organization-switch";
import { ScopeSwitch } from "./scope-switch";
import type { Theme } from "./theme";
import { ThemeSwitch } from "./theme-switch";

export type ShellProps = {
  organization: { id: string; name: string };
  /** All organizations of the user. */
  organizations: { id: string; name: string }[];
  switchOrganization: SwitchOrganization;
  choices: ScopeChoice[];
  person: { name: string; role: string };
  items: NavItem[];
  theme: Theme;
  /** The sandbox's address in demo mode. */
  sandboxUrl: string | null;
  signOut: () => Promise<void>;
};

/** The organization, the pages, and at the bottom the signed-in user. */
export function Sidebar({
  onNavigate,
  palette,
  ...props
}: ShellProps & { onNavigate?: () => void; palette?: ReactNode }) {
  return (
    <div className="flex h-full flex-col gap-4 p-3">
      <div className="grid gap-1.5 pt-1.5">
        <span className="px-2">
          <Brand />
        </span>
        <OrganizationSwitch
          current={props.organization}
          organizations={props.organizations}
          switchTo={props.switchOrganization}
        />
        <ScopeSwitch choices={props.choices} onNavigate={onNavigate} />
      </div>
      {palette}
      <nav aria-label="Pages" className="flex-1">
        <NavLinks items={props.items} onNavigate={onNavigate} />
      </nav>
      <div className="grid gap-2 border-t pt-3">
        {props.sandboxUrl && (
          <a
            href={props.sandboxUrl}
            target="_blank"
            rel="noreferrer"
            className="flex items-center gap-1.5 rounded px-2 py-1 text-[12.5px] text-muted hover:bg-sunken hover:text-ink"
          >
            Demo · sandbox
            <ExternalLink className="size-3" aria-hidden="true" />
          </a>
        )}
        <div className="flex items-center gap-1 px-2">
          <Link
            href="/account"
            onClick={onNavigate}
            title="Your account"
            className="min-w-0 flex-1 rounded leading-4 hover:underline"
          >
            <span translate="no" className="block truncate font-medium">
              {props.person.name}
            </span>
            <span className="block text-[12px] text-muted">{props.person.role}</span>
          </Link>
          <form action={props.signOut}>
            <button
              type="submit"
              aria-label="Sign out"
              title="Sign out"
              className="rounded p-1.5 text-muted hover:bg-sunken hover:text-ink"
            >
              <LogOut className="size-4" aria-hidden="true" />
            </button>
          </form>
        </div>
        <div className="px-1">
          <ThemeSwitch initial={props.theme} />
        </div>
      </div>
    </div>
  );
}
