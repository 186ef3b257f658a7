import { expect, it } from "vitest";
import { roomOf } from "./rooms";

it.each([
  ["lib/services/push/request-push.ts", "lib/services", "lib/services/push"],
  ["lib/services/intake/topics/orders.ts", "lib/services", "lib/services/intake"],
  ["db/schema/order.ts", "db/schema", "db/schema"],
  ["components/jobs/run-row.tsx", "components", "components/jobs"],
  ["components/orders/money.tsx", "components", "components/orders"],
  ["components/orders/list/row.tsx", "components", "components/orders/list"],
  ["components/orders/list/cells/total.tsx", "components", "components/orders/list"],
  ["app/page.tsx", "app", "app"],
  ["app/(portal)/orders/page.tsx", "app", "app/(portal)"],
])("%s is in a room", (path, layer, room) => {
  expect(roomOf(path)).toEqual({ layer, room });
});

it.each(["lib/env.ts", "db/client.ts", "vitest.config.ts", "lib/domains/x.ts"])("%s is in none", (path) => {
  expect(roomOf(path)).toBeNull();
});
