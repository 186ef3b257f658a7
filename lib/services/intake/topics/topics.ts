import { appUninstalled } from "./app-uninstalled";
import { fulfillmentsCreate } from "./fulfillments-create";
import { fulfillmentsUpdate } from "./fulfillments-update";
import { ordersCancelled } from "./orders-cancelled";
import { ordersCreate } from "./orders-create";
import { ordersDelete } from "./orders-delete";
import { ordersEdited } from "./orders-edited";
import { ordersPaid } from "./orders-paid";
import { ordersUpdated } from "./orders-updated";
import { refundsCreate } from "./refunds-create";
import type { Topic } from "./topic";

/** Every topic that Crossdock subscribes to. */
export const topics: readonly Topic[] = [
  ordersCreate,
  ordersUpdated,
  ordersPaid,
  ordersCancelled,
  ordersEdited,
  ordersDelete,
  refundsCreate,
  fulfillmentsCreate,
  fulfillmentsUpdate,
  appUninstalled,
];
