"use client";

import { unstable_isUnrecognizedActionError } from "next/navigation";
import { markPageStale } from "./stale-page";

/**
 * The text for an action that threw: the page is older than the portal, the browser is offline, or the portal did not
 * respond. The user's input stays in the form.
 *
 * @param next what the user can do, e.g. "You can safely push again."
 */
export function noAnswer(error: unknown, next: string): string {
  if (unstable_isUnrecognizedActionError(error)) {
    markPageStale();
    return "The portal was updated since this page was loaded, so nothing was recorded. What you typed stays here until you reload the page.";
  }
  if (!navigator.onLine)
    return `You are offline, and the portal did not answer. What you entered stays here. ${next}`;
  return `The portal did not answer. ${next}`;
}
