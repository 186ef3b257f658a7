import { asObject, asObjects, asText } from "@/lib/shopify/client/answer-values";

/** Known levels below HIGH, the highest first. A level that is not known counts as higher than these. */
const LOWER = ["MEDIUM", "LOW", "PENDING", "NONE"];

/** Maps an order's `risk`: the highest level of all assessments, and the recommendation. */
export function mapRisk(value: unknown): { riskLevel: string | null; riskRecommendation: string | null } {
  const risk = asObject(value);
  const levels = asObjects(risk?.assessments).flatMap(({ riskLevel }) => asText(riskLevel) ?? []);
  const highest = levels.includes("HIGH")
    ? "HIGH"
    : (levels.find((level) => !LOWER.includes(level)) ?? LOWER.find((level) => levels.includes(level)));
  return { riskLevel: highest ?? null, riskRecommendation: asText(risk?.recommendation) };
}
