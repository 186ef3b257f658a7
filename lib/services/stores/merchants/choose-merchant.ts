import type { Ctx } from "@/lib/services/core/context";
import { createMerchant } from "@/lib/services/stores/create-merchant";

/** Whose store it is: no merchant's, a known one's, or a new one's. */
export type ChosenMerchant = { kind: "none" } | { kind: "known"; id: string } | { kind: "new"; name: string };

/** The id of the merchant that a user chose, null for none. A new one is created. */
export async function chooseMerchant(ctx: Ctx, merchant: ChosenMerchant): Promise<string | null> {
  if (merchant.kind === "new") return (await createMerchant(ctx, { name: merchant.name })).merchantId;
  return merchant.kind === "known" ? merchant.id : null;
}
