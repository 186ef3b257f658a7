"use client";

import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { Failure } from "@/components/frame/failure";

export default function PortalError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const router = useRouter();
  const retry = () =>
    startTransition(() => {
      // Resetting alone would draw the failed answer again.
      router.refresh();
      reset();
    });
  return <Failure error={error} retry={retry} />;
}
