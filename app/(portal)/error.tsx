"use client";

import { Blank } from "@/components/frame/blank";
import { Button } from "@/components/ui/button";

export default function PortalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <Blank
      page
      title="This page could not be loaded"
      action={
        <Button variant="primary" onClick={reset}>
          Load it again
        </Button>
      }
    >
      Something failed on our side and was logged. No order was changed by it.
    </Blank>
  );
}
