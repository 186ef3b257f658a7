import type { ComponentProps } from "react";
import { cn } from "./class-names";

export const fieldClasses =
  "h-8 w-full rounded border border-edge bg-raised px-2.5 text-[13.5px] text-ink placeholder:text-muted focus-visible:outline-offset-0 disabled:opacity-60 aria-invalid:border-red";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input className={cn(fieldClasses, className)} {...props} />;
}

export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return <textarea className={cn(fieldClasses, "h-auto min-h-16 py-1.5", className)} {...props} />;
}
