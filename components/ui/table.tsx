import type { ComponentProps } from "react";
import { cn } from "./class-names";

/** A table that scrolls sideways on its own, so that the page does not. */
export function Table({ className, ...props }: ComponentProps<"table">) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling element must be reachable by keyboard
    <div className="overflow-x-auto" tabIndex={0}>
      <table
        className={cn("w-full border-collapse text-left text-[13px] tabular-nums", className)}
        {...props}
      />
    </div>
  );
}

export function Th({ className, ...props }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      className={cn("h-9 px-2 text-left text-[12px] font-medium whitespace-nowrap text-muted", className)}
      {...props}
    />
  );
}

export function Td({ className, ...props }: ComponentProps<"td">) {
  return <td className={cn("h-10 px-2 align-middle", className)} {...props} />;
}
