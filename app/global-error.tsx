"use client";

import "./globals.css";
import { Failure } from "@/components/app-shell/failure";

/** Replaces the whole page, in the theme of the system, when the layout itself fails. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <title>This page could not be loaded · Crossdock</title>
        <main>
          <Failure error={error} retry={() => window.location.reload()} />
        </main>
      </body>
    </html>
  );
}
