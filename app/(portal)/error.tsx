"use client";

import { Failure } from "@/components/app-shell/failure";

export default function PortalError({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  return <Failure error={error} retry={retry} />;
}
