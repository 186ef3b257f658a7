import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/jetbrains-mono/wght.css";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { readTheme, THEME_COOKIE } from "@/components/app-shell/theme";
import { TranslatedPages } from "@/components/ui/translated-pages";

export const metadata: Metadata = {
  title: { default: "Crossdock", template: "%s · Crossdock" },
  description: "Orders of your stores, pushed to the suppliers that fulfil them.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = readTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang="en" data-theme={theme === "system" ? undefined : theme} suppressHydrationWarning>
      <body>
        {children}
        <TranslatedPages />
      </body>
    </html>
  );
}
