"use client";

import "./globals.css";
import { Failure } from "@/components/app-shell/failure";

/** When not even the frame could be drawn; it stands in for the whole page, in the theme of the system. */
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
