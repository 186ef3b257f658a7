import type { SubjectOf } from "./embedded/events/plan-starts";

/**
 * The subject of a run: `org:<organization id>` if its event names an organization, otherwise `shop:<domain>` if it
 * names a shop. An event about a run (`inngest/function.failed`) has the subject of that run.
 */
export const subjectOf: SubjectOf = (event) => {
  const data = event.data as Record<string, unknown> | null;
  if (typeof data?.organizationId === "string") return `org:${data.organizationId}`;
  if (typeof data?.shopDomain === "string") return `shop:${data.shopDomain}`;
  const source = data?.event as Parameters<SubjectOf>[0] | undefined;
  return event.name.startsWith("inngest/") && source?.data ? subjectOf(source) : null;
};
