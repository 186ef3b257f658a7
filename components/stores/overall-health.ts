import type { Tone } from "@/components/ui/badge";
import { counted } from "@/lib/domain/values/counted";
import type { StoreHealth } from "@/lib/services/stores/read-store-health";

type Overall = { label: string; tone: Tone; pip: "empty" | "half" | "full" | "cross" };

/** The health of a connection in a few words: how many parts have a fault, or that it is not known yet. */
export function overallHealth(health: StoreHealth): Overall {
  if (!health.installed) return { label: "Not installed", tone: "red", pip: "cross" };
  const faults = [
    health.closedFor !== null,
    health.missing.some(({ optional }) => !optional),
    (health.webhooks.report?.refused.length ?? 0) > 0,
    health.withheld !== null,
  ].filter(Boolean).length;
  if (faults > 0) return { label: counted(faults, "fault"), tone: "red", pip: "cross" };
  if (health.hasRole && health.webhooks.checkedAt === null)
    return { label: "Not checked yet", tone: "neutral", pip: "half" };
  if (health.webhooks.report?.gap || health.outage)
    return { label: "Webhooks were missed", tone: "amber", pip: "half" };
  return { label: "All is well", tone: "green", pip: "full" };
}
