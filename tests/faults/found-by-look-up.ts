import type { Ctx } from "@/lib/services/core/context";
import { shopAccess } from "@/lib/services/installations/shop-access";
import { recordSourceOrder } from "@/lib/services/source-orders/record-source-order";
import type { SandboxControl } from "@/testing/sandbox/sandbox-control";
import { attemptsOf, type harness, legsOf, pushNow } from "./harness";

type TestWorld = Awaited<ReturnType<Awaited<ReturnType<typeof harness>>["world"]>>;

/**
 * An order whose send got no answer, and which a look-up has found but not recorded yet. `record` records it, as the
 * look-up would do next.
 */
export async function foundByLookUp(world: TestWorld, control: SandboxControl) {
  const ctx: Ctx = world.ctx({ kind: "job", label: "Crossdock" });
  const { domain, storeId: sourceStoreId } = world.sourceA;
  const orderId = await world.ingest((await world.place()).gid);
  await control.post("/faults", {
    shop: domain,
    operation: "orderCreate",
    kind: "reply-lost-after-commit",
    times: 1,
  });
  await pushNow(world, orderId, [sourceStoreId]);
  const [leg] = await legsOf(world, orderId);
  const [attempt] = await attemptsOf(world, orderId);
  const sourceOrderGid = (await world.sourceOrders(world.sourceA))[0]?.id ?? "";
  const askedAt = await ctx.clock.now();
  const answer = await ctx.shopify.readSourceOrder(await shopAccess(ctx, sourceStoreId), sourceOrderGid);
  if (leg?.state !== "uncertain" || !attempt || !answer) throw new Error("The source order was not found.");
  const record = () =>
    recordSourceOrder(ctx, {
      ...{ orderId, legId: leg.id, attemptId: attempt.id, sourceStoreId },
      ...{ outcome: "found" as const, call: "look_up" as const, askedAt, sourceOrders: [answer] },
    });
  /** Lets the supplier cancel or delete the order. */
  const supplier = (act: "cancel" | "delete") =>
    control.post(`/shops/${domain}/orders/${sourceOrderGid.split("/").at(-1)}/${act}`, {});
  return { world, ctx, orderId, where: { sourceStoreId, sourceOrderGid }, record, supplier };
}
