import type { SubjectOf } from "./embedded/events/plan-starts";

/**
 * Whom a run concerns: `org:<organization id>` where its event names one, else `shop:<domain>` of the shop that
 * sent the webhook. An event that tells of a run (`inngest/function.failed`) concerns whom that run did.
 */
export const subjectOf: SubjectOf = (event) => {
  const data = event.data as Record<string, unknown> | null;
  if (typeof data?.organizationId === "string") return `org:${data.organizationId}`;
  if (typeof data?.shopDomain === "string") return `shop:${data.shopDomain}`;
  const source = data?.event as Parameters<SubjectOf>[0] | undefined;
  return event.name.startsWith("inngest/") && source?.data ? subjectOf(source) : null;
};
