import { appScopesUpdate } from "./app-scopes-update";
import { appUninstalled } from "./app-uninstalled";
import { fulfillmentOrdersHoldReleased } from "./fulfillment-orders-hold-released";
import { fulfillmentOrdersPlacedOnHold } from "./fulfillment-orders-placed-on-hold";
import { fulfillmentOrdersRescheduled } from "./fulfillment-orders-rescheduled";
import { fulfillmentOrdersScheduledReady } from "./fulfillment-orders-scheduled-ready";
import { fulfillmentsCreate } from "./fulfillments-create";
import { fulfillmentsUpdate } from "./fulfillments-update";
import { ordersCancelled } from "./orders-cancelled";
import { ordersCreate } from "./orders-create";
import { ordersDelete } from "./orders-delete";
import { ordersEdited } from "./orders-edited";
import { ordersPaid } from "./orders-paid";
import { ordersRiskAssessmentChanged } from "./orders-risk-assessment-changed";
import { ordersUpdated } from "./orders-updated";
import { refundsCreate } from "./refunds-create";
import { shopUpdate } from "./shop-update";
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
  fulfillmentOrdersPlacedOnHold,
  fulfillmentOrdersHoldReleased,
  fulfillmentOrdersScheduledReady,
  fulfillmentOrdersRescheduled,
  ordersRiskAssessmentChanged,
  appUninstalled,
  appScopesUpdate,
  shopUpdate,
];
