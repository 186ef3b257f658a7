import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./class-names";

const badgeVariants = cva(
  "inline-flex h-5 max-w-full items-center gap-1 rounded-full px-2 text-[12px] font-medium whitespace-nowrap",
  {
    variants: {
      tone: {
        neutral: "bg-sunken text-muted",
        amber: "bg-amber-wash text-amber",
        blue: "bg-blue-wash text-blue",
        green: "bg-green-wash text-green",
        red: "bg-red-wash text-red",
        violet: "bg-violet-wash text-violet",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

export type Tone = NonNullable<VariantProps<typeof badgeVariants>["tone"]>;

/** The name of a state. Its pip shows the state by shape, not only by colour. */
export function Badge({
  className,
  tone,
  pip,
  children,
  ...props
}: ComponentProps<"span"> & { tone?: Tone; pip?: "empty" | "half" | "full" | "cross" }) {
  return (
    <span className={cn(badgeVariants({ tone }), className)} {...props}>
      {pip && <Pip shape={pip} />}
      <span className="truncate">{children}</span>
    </span>
  );
}

function Pip({ shape }: { shape: "empty" | "half" | "full" | "cross" }) {
  return (
    <svg viewBox="0 0 10 10" className="size-2 shrink-0" aria-hidden="true">
      {shape === "cross" ? (
        <path d="M1.5 1.5l7 7m0-7l-7 7" stroke="currentColor" strokeWidth="1.6" fill="none" />
      ) : (
        <circle cx="5" cy="5" r="4" stroke="currentColor" strokeWidth="1.6" fill="none" />
      )}
      {shape === "half" && <path d="M5 1a4 4 0 0 1 0 8z" fill="currentColor" />}
      {shape === "full" && <circle cx="5" cy="5" r="4" fill="currentColor" />}
    </svg>
  );
}
