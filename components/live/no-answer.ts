"use client";

import { unstable_isUnrecognizedActionError } from "next/navigation";
import { markPageStale } from "./stale-page";

/**
 * The sentences for an action that threw: the page is older than the portal, the browser is offline, or the
 * portal did not answer. What a person entered stays where it is.
 *
 * @param next what to do, e.g. "Pushing again is safe."
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
