import { type ClassValue, clsx } from "clsx";
import { twMerge } from "tailwind-merge";

/** Joins class names. When two set the same property, the later one applies. */
export function cn(...values: ClassValue[]): string {
  return twMerge(clsx(values));
}
