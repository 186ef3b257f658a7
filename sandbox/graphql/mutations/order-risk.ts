import { assess } from "../../orders/risk";
import type { RiskAssessment } from "../../state/order-types";
import { idOf } from "../../values/gid";
import type { Args, CallContext } from "../call/context";
import { assessmentView } from "../resolvers/order";

const MOST_FACTS = 20;

interface AssessmentInput {
  orderId: string;
  riskLevel: RiskAssessment["level"];
  facts: RiskAssessment["facts"];
}

function refuse(field: string[], message: string, code: string) {
  return { orderRiskAssessment: null, userErrors: [{ field, message, code }] };
}

/**
 * `orderRiskAssessmentCreate`. The codes are those of the schema. The message for an unknown order is recorded, the others
 * are guesses.
 */
export function orderRiskAssessmentCreate(_source: unknown, args: Args, ctx: CallContext) {
  const input = args.orderRiskAssessmentInput as AssessmentInput;
  const at = ["orderRiskAssessmentInput"];
  const order = ctx.world.store.order(ctx.shop.domain, idOf(input.orderId, "Order") ?? "");
  if (!order) {
    const message = "The record with the ID used as the input value couldn't be found.";
    return refuse([...at, "orderId"], message, "NOT_FOUND");
  }
  if (input.facts.length > MOST_FACTS) {
    return refuse([...at, "facts"], `There can be at most ${MOST_FACTS} facts`, "TOO_MANY_FACTS");
  }
  if (order.fulfillments.some(({ status }) => status === "SUCCESS")) {
    return refuse([...at, "orderId"], "Order is already fulfilled", "ORDER_ALREADY_FULFILLED");
  }
  const assessment: RiskAssessment = {
    level: input.riskLevel,
    facts: input.facts.map(({ description, sentiment }) => ({ description, sentiment })),
    clientId: ctx.app.clientId,
    at: ctx.world.now().toISOString(),
  };
  assess(ctx.world, order, assessment);
  return { orderRiskAssessment: assessmentView(ctx, assessment), userErrors: [] };
}
