"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";

/** Copies a text and shows a confirmation for 1.5 seconds. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1_500);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <button
      type="button"
      aria-label={copied ? "Copied" : label}
      title={copied ? "Copied" : label}
      onClick={() => navigator.clipboard.writeText(text).then(() => setCopied(true))}
      className="rounded p-1 text-muted hover:bg-sunken hover:text-ink"
    >
      {copied ? (
        <Check className="size-3.5 text-green" aria-hidden="true" />
      ) : (
        <Copy className="size-3.5" aria-hidden="true" />
      )}
    </button>
  );
}
