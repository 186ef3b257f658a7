/** Verbs that only jobs, webhooks and scripts call, for a whole organization and never in a user's scope. */
export const withoutUsers = [
  ...["readStoreHealth", "rereadOrder"],
  ...["createOrigin", "prepareSource", "followNewRoles"],
  ...["adoptShop", "claimHolds", "claimLeg", "claimStore", "deleteOrder", "dispatchLeg", "readLegVariants"],
  ...["endSourceOrder", "expireClaim", "deferLeg", "importVariants", "ingestOrder"],
  ...[
    "ingestSourceOrder",
    "lookUpLeg",
    "noteDelivery",
    "recordSourceOrder",
    "refreshOrder",
    "rememberDeletion",
  ],
  ...["refreshSourceOrder", "reportFailure", "sendLeg", "sendWrite", "settleAttempt", "shopAccess"],
  "storeAccesses",
  ...[
    "createUser",
    "settleLookUp",
    "subscribeWebhooks",
    "claimDueLookUp",
    "loadDispatch",
    "watchLeg",
    "waitForShop",
    "waitForStop",
    "takeTrial",
    "joinStores",
    "withdrawPlanned",
  ],
  ...["withSendSlot", "readWaitingOrder"],
  ...["lookForOtherApps", "lookBeforeSend", "projectFound", "storeFound", "settleLook", "failLook"],
  "reprojectOrder",
  "handOverLeg",
];

/** Verbs that write only data of the acting user; `tests/db/saved-views.test.ts` tests who sees it, and
 * `tests/db/people.test.ts` who reads and ends sessions, and
 * `tests/http/grants.test.ts` whose apps are registered. A merchant is created in the acting organization. */
export const ofOneself = [
  "chooseMerchant",
  "createMerchant",
  "endOwnSession",
  "registerApp",
  "readAccount",
  "saveListPreference",
  "saveView",
];
