import type { SandboxControl } from "@/testing/sandbox/sandbox-control";
import type { World } from "@/testing/stack/world";

const OTHER_APP = "other-push-app";

/** What another push app sends: the lamps of the orders that tests place. */
const lamps = { lineItems: [{ sku: "A-LAMP", quantity: 2 }] };

/** Registers another push app in the sandbox. */
export async function registerOtherApp(control: SandboxControl): Promise<void> {
  await control.post("/apps", {
    clientId: OTHER_APP,
    clientSecret: "other",
    handle: OTHER_APP,
    name: "Order Mirror",
  });
}

/** Lets another app push an order of the destination store to source store A, marked in one of its styles. */
export async function pushByOtherApp(
  control: SandboxControl,
  world: World,
  order: { name: string; gid: string },
  style: string,
  more: Record<string, unknown> = {},
): Promise<{ id: string; name: string }> {
  const { domain } = world.destination;
  return control.post(`/shops/${world.sourceA.domain}/pushed-orders`, {
    ...{ clientId: OTHER_APP, style, store: `shop ${domain.split(/[-.]/)[1]}`, domain },
    ...{ order: order.name, orderId: order.gid },
    ...lamps,
    ...more,
  });
}
