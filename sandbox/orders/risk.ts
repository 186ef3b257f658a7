import type { Order, RiskAssessment } from "../state/order-types";
import { announceRisk } from "../webhooks/announce";
import type { World } from "../world/world";
import { saveOrder } from "./change";

/** Risk levels, highest first. */
export const RISK_LEVELS = ["HIGH", "MEDIUM", "LOW", "PENDING", "NONE"] as const;
type RiskLevel = (typeof RISK_LEVELS)[number];

/** The highest level of all assessments of an order; NONE before the first one. */
export function riskLevel(order: Order): RiskLevel {
  const given = order.risk.map(({ level }) => level);
  return RISK_LEVELS.find((level) => given.includes(level)) ?? "NONE";
}

const RECOMMENDATIONS: Record<RiskLevel, string> = {
  HIGH: "CANCEL",
  MEDIUM: "INVESTIGATE",
  LOW: "ACCEPT",
  PENDING: "NONE",
  NONE: "NONE",
};

/** Shopify's recommendation for the current risk level. */
export function recommendation(order: Order): string {
  return RECOMMENDATIONS[riskLevel(order)];
}

/** Records an assessment. It replaces the previous one of the same assessor. */
export function assess(world: World, order: Order, assessment: RiskAssessment): void {
  order.risk = [...order.risk.filter(({ clientId }) => clientId !== assessment.clientId), assessment];
  world.history.record(order, "risk-assessed", { level: assessment.level, provider: assessment.clientId });
  announceRisk(world, order, riskLevel(order).toLowerCase());
  saveOrder(world, order);
}
