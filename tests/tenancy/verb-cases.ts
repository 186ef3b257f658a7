import { expect } from "vitest";
import { plainList } from "@/lib/order-list/list-params";
import type { Ctx } from "@/lib/services/core/context";
import { changeAppDistribution } from "@/lib/services/installations/apps/change-app-distribution";
import { changeAppTokens } from "@/lib/services/installations/apps/change-app-tokens";
import { readApps } from "@/lib/services/installations/apps/read-apps";
import { rotateAppSecret } from "@/lib/services/installations/apps/rotate-app-secret";
import { beginGrant } from "@/lib/services/installations/begin-grant";
import { findClaimable } from "@/lib/services/installations/find-claimable";
import { exchangeTokens } from "@/lib/services/installations/tokens/exchange-tokens";
import { listStoreDeliveries } from "@/lib/services/intake/list-store-deliveries";
import { requestRunAction } from "@/lib/services/jobs/request-run-action";
import { viewBacklog, viewRun, viewRuns } from "@/lib/services/jobs/view-jobs";
import { listPushLegs } from "@/lib/services/legs/list-push-legs";
import { mapVariants } from "@/lib/services/mappings/map-variants";
import { dismissOtherAppOrder } from "@/lib/services/moving/dismiss-other-app-order";
import { linkOtherAppOrder } from "@/lib/services/moving/link-other-app-order";
import { requestLooks } from "@/lib/services/moving/request-looks";
import { startAutomaticPush } from "@/lib/services/moving/start-automatic-push";
import { acknowledgeChanges } from "@/lib/services/orders/acknowledge-changes";
import { holdOrder } from "@/lib/services/orders/hold-order";
import { releaseHold } from "@/lib/services/orders/release-hold";
import { changeMember } from "@/lib/services/people/change-member";
import { createResetLink } from "@/lib/services/people/create-reset-link";
import { inviteMember } from "@/lib/services/people/invite-member";
import { readPeople } from "@/lib/services/people/read-people";
import { revokeInvitation } from "@/lib/services/people/revoke-invitation";
import { actOnMatching } from "@/lib/services/push/act-on-matching";
import { actOnOrders } from "@/lib/services/push/act-on-orders";
import { autoPush } from "@/lib/services/push/auto-push";
import { confirmSourceOrder } from "@/lib/services/push/confirm-source-order";
import { declareAbsent } from "@/lib/services/push/declare-absent";
import { previewPush } from "@/lib/services/push/preview-push";
import { pushEach } from "@/lib/services/push/push-each";
import { requestLookUp } from "@/lib/services/push/request-look-up";
import { requestPush } from "@/lib/services/push/request-push";
import { retryLeg } from "@/lib/services/push/retry-leg";
import { retryRefused } from "@/lib/services/push/retry-refused";
import { skipLeg } from "@/lib/services/push/skip-leg";
import { authorizeAgain } from "@/lib/services/stores/authorize-again";
import { authorizeInstall } from "@/lib/services/stores/authorize-install";
import { beginStop } from "@/lib/services/stores/begin-stop";
import { changeStoreSettings } from "@/lib/services/stores/change-store-settings";
import { checkStore } from "@/lib/services/stores/check-store";
import { claimInstall } from "@/lib/services/stores/claim-install";
import { connectOwnShop } from "@/lib/services/stores/connect-own-shop";
import { connectStores } from "@/lib/services/stores/connect-stores";
import { changeConnection } from "@/lib/services/stores/connections/change-connection";
import { changeStoreKey } from "@/lib/services/stores/connections/change-store-key";
import { changeStoreState } from "@/lib/services/stores/connections/change-store-state";
import { connectByKey } from "@/lib/services/stores/connections/connect-by-key";
import { finishGrant } from "@/lib/services/stores/finish-grant";
import { liftStop } from "@/lib/services/stores/lift-stop";
import { archiveMerchant } from "@/lib/services/stores/merchants/archive-merchant";
import { readMerchants } from "@/lib/services/stores/merchants/read-merchants";
import { renameMerchant } from "@/lib/services/stores/merchants/rename-merchant";
import { readConnectChoices } from "@/lib/services/stores/read-connect-choices";
import { readFirstSteps } from "@/lib/services/stores/read-first-steps";
import { readUnclaimed } from "@/lib/services/stores/read-unclaimed";
import { changeView } from "@/lib/services/views/change-view";
import { deleteView } from "@/lib/services/views/delete-view";
import { verifyGrant } from "@/lib/shopify/installations/verify-grant";
import { MERCHANTS } from "@/testing/seed/seed";
import { type Case, LEG, ORDER, PUSH, STORE, VIEW } from "./case";

const hidden = { kind: "not_found" };
/** Verbs on members read the acting user's own membership; `tests/db/people.test.ts` tests who may do what. */
const notAllowed = { kind: "refused", why: "not_allowed" };
/** A case for each verb that takes a user's context. */
export const verbs: Record<string, Case<(ctx: Ctx) => Promise<unknown>>> = {
  requestRunAction: {
    run: (ctx) => requestRunAction(ctx, { runId: "run_1", action: "cancel" }),
    nothing: hidden,
  },
  autoPush: {
    run: (ctx) => autoPush(ctx, { orderId: ORDER }),
    nothing: { kind: "left", reason: "not_found" },
  },
  changeView: {
    run: (ctx) => changeView(ctx, { viewId: VIEW, name: "Mine now", shared: true }),
    nothing: hidden,
  },
  changeMember: {
    run: (ctx) => changeMember(ctx, { userId: "usr_owner", change: { kind: "access", active: false } }),
    nothing: notAllowed,
  },
  createResetLink: { run: (ctx) => createResetLink(ctx, { userId: "usr_owner" }), nothing: notAllowed },
  inviteMember: {
    run: (ctx) => inviteMember(ctx, { email: "n@x.example", role: "viewer", merchantIds: null }),
    nothing: notAllowed,
  },
  revokeInvitation: {
    run: (ctx) => revokeInvitation(ctx, { invitationId: "inv_1" }),
    nothing: notAllowed,
  },
  readConnectChoices: {
    run: async (ctx) => (await readConnectChoices(ctx))?.merchants ?? null,
    nothing: expect.toBeOneOf([null, []]),
  },
  readFirstSteps: {
    run: async (ctx) => (await readFirstSteps(ctx))?.first_store ?? null,
    nothing: expect.toBeOneOf([null, false]),
  },
  // `tests/http/grants.test.ts` tests who sees and uses an organization's apps.
  readApps: {
    run: async (ctx) => (await readApps(ctx)).filter(({ own }) => own),
    nothing: [],
  },
  rotateAppSecret: {
    run: (ctx) => rotateAppSecret(ctx, { handle: "app", clientSecret: "secret" }),
    nothing: hidden,
  },
  beginGrant: {
    run: (ctx) =>
      beginGrant(ctx, {
        ...{ appHandle: "app", shopDomain: "x.myshopify.com", merchantId: null, roles: ["source"] },
        ...{ origin: "http://127.0.0.1:9", shopifyBaseUrl: null },
      }),
    nothing: { kind: "unknown_app" },
  },
  finishGrant: {
    run: (ctx) =>
      finishGrant(ctx, {
        ...{ appHandle: "app", query: new URLSearchParams(), origin: "http://127.0.0.1:9" },
        verify: verifyGrant,
      }),
    nothing: { kind: "refused", why: "unknown_app", scopes: [] },
  },
  // `tests/http/identity/shop-installs.test.ts` tests who sees and claims an installation.
  readUnclaimed: {
    run: (ctx) => readUnclaimed(ctx, { browserSecret: "s".repeat(43) }),
    nothing: [],
  },
  claimInstall: {
    run: (ctx) =>
      claimInstall(ctx, {
        ...{
          installId: "sin_1",
          browserSecret: "s".repeat(43),
          roles: ["source"],
          merchant: { kind: "none" },
        },
        origin: "http://127.0.0.1:9",
      }),
    nothing: hidden,
  },
  readPeople: {
    // Another organization has its own members, which are none; a user of some merchants sees none.
    run: async (ctx) => {
      const people = await readPeople(ctx);
      return people && [people.members.length, people.invitations.length, people.merchants.length];
    },
    nothing: expect.toBeOneOf([null, [0, 0, 0]]),
  },
  deleteView: { run: (ctx) => deleteView(ctx, { viewId: VIEW }), nothing: hidden },
  changeStoreSettings: {
    run: (ctx) => changeStoreSettings(ctx, { storeId: STORE, autoPush: false, partsAllowed: true }),
    nothing: hidden,
  },
  requestLooks: { run: (ctx) => requestLooks(ctx, { storeId: STORE }), nothing: hidden },
  startAutomaticPush: {
    run: (ctx) => startAutomaticPush(ctx, { storeId: STORE, confirmedOrders: 0 }),
    nothing: hidden,
  },
  linkOtherAppOrder: {
    run: (ctx) => linkOtherAppOrder(ctx, { orderId: ORDER, otherAppOrderId: "oao_1" }),
    nothing: hidden,
  },
  dismissOtherAppOrder: {
    run: (ctx) => dismissOtherAppOrder(ctx, { orderId: ORDER, otherAppOrderId: "oao_1", reason: "r" }),
    nothing: hidden,
  },
  confirmSourceOrder: {
    run: (ctx) => confirmSourceOrder(ctx, { legId: LEG, orderGid: "gid://shopify/Order/1" }),
    nothing: hidden,
  },
  renameMerchant: {
    run: (ctx) => renameMerchant(ctx, { merchantId: MERCHANTS.owner, name: "Another" }),
    nothing: hidden,
  },
  archiveMerchant: {
    run: (ctx) => archiveMerchant(ctx, { merchantId: MERCHANTS.other, archived: true }),
    nothing: hidden,
  },
  // Only members who see all merchants read them.
  readMerchants: { run: readMerchants, nothing: expect.toBeOneOf([null, []]) },
  changeConnection: {
    run: async (ctx) => [
      await changeConnection(ctx, { connectionId: "con_a", move: "resume" }),
      await changeConnection(ctx, { connectionId: "con_a", move: "block" }),
    ],
    nothing: [hidden, hidden],
  },
  changeStoreState: {
    run: (ctx) => changeStoreState(ctx, { storeId: STORE, move: "disconnect", inFlight: "withdraw" }),
    nothing: hidden,
  },
  changeStoreKey: {
    run: (ctx) => changeStoreKey(ctx, { storeId: STORE, change: "create" }),
    nothing: hidden,
  },
  connectByKey: {
    run: (ctx) => connectByKey(ctx, { destinationStoreId: STORE, key: "sk_unknown" }),
    nothing: hidden,
  },
  beginStop: {
    run: async (ctx) => [
      await beginStop(ctx, { level: "store", subjectId: STORE, reason: "r" }),
      await beginStop(ctx, { level: "connection", subjectId: "con_a", reason: "r" }),
    ],
    nothing: [hidden, hidden],
  },
  liftStop: { run: (ctx) => liftStop(ctx, { stopId: "stp_1", reason: "r" }), nothing: hidden },
  connectOwnShop: {
    run: (ctx) =>
      connectOwnShop(ctx, {
        ...{ appHandle: "app_a", shopDomain: "a.myshopify.com", merchantId: null },
        ...{ roles: ["source"], origin: "http://127.0.0.1:9" },
      }),
    nothing: { kind: "refused", why: "unknown_app", scopes: [] },
  },
  // `tests/http/own-shops.test.ts` tests that only the owner's organization changes an app.
  changeAppDistribution: {
    run: (ctx) => changeAppDistribution(ctx, { handle: "app_a", distribution: "public" }),
    nothing: hidden,
  },
  exchangeTokens: { run: (ctx) => exchangeTokens(ctx, { handle: "app_a" }), nothing: hidden },
  authorizeAgain: {
    run: (ctx) => authorizeAgain(ctx, { storeId: STORE, origin: "http://127.0.0.1:9", shopifyBaseUrl: null }),
    nothing: hidden,
  },
  authorizeInstall: {
    run: (ctx) =>
      authorizeInstall(ctx, {
        ...{ installId: "sin_1", browserSecret: "s".repeat(43), roles: ["source"] },
        ...{ merchant: { kind: "none" }, origin: "http://127.0.0.1:9", shopifyBaseUrl: null },
      }),
    nothing: hidden,
  },
  findClaimable: {
    run: (ctx) => findClaimable(ctx, { installId: "sin_1", browserSecret: "s".repeat(43) }),
    nothing: hidden,
  },
  changeAppTokens: {
    run: (ctx) => changeAppTokens(ctx, { handle: "app_a", tokens: "permanent" }),
    nothing: hidden,
  },
  connectStores: {
    run: (ctx) => connectStores(ctx, { destinationStoreId: STORE, sourceStoreId: "a" }),
    nothing: hidden,
  },
  actOnOrders: {
    run: (ctx) => actOnOrders(ctx, { orderIds: [ORDER], act: { kind: "hold", note: "n" } }),
    nothing: [{ orderId: ORDER, outcome: { act: "hold", result: hidden } }],
  },
  actOnMatching: {
    run: (ctx) =>
      actOnMatching(ctx, {
        ...{ list: plainList, after: null, limit: 5, act: { kind: "hold", note: "n" } },
      }),
    nothing: { results: [], next: null },
  },
  holdOrder: { run: (ctx) => holdOrder(ctx, { orderId: ORDER, note: "n" }), nothing: hidden },
  acknowledgeChanges: {
    run: (ctx) => acknowledgeChanges(ctx, { orderId: ORDER, cards: [{ id: "chg_1", revision: 1 }] }),
    nothing: hidden,
  },
  releaseHold: { run: (ctx) => releaseHold(ctx, { orderId: ORDER }), nothing: hidden },
  retryRefused: { run: (ctx) => retryRefused(ctx, { orderId: ORDER }), nothing: hidden },
  declareAbsent: { run: (ctx) => declareAbsent(ctx, { legId: LEG, reason: "r" }), nothing: hidden },
  listPushLegs: { run: (ctx) => listPushLegs(ctx, { orderId: ORDER, pushId: PUSH }), nothing: [] },
  listStoreDeliveries: { run: listStoreDeliveries, nothing: { backlog: [], deliveries: [] } },
  mapVariants: { run: (ctx) => mapVariants(ctx, { connectionId: "con_a", pairs: [] }), nothing: hidden },
  previewPush: { run: (ctx) => previewPush(ctx, { orderId: ORDER }), nothing: null },
  pushEach: {
    run: (ctx) => pushEach(ctx, { orderIds: [ORDER], sourceStoreIds: null }),
    nothing: [{ orderId: ORDER, result: hidden }],
  },
  requestLookUp: { run: (ctx) => requestLookUp(ctx, { legId: LEG }), nothing: hidden },
  requestPush: { run: (ctx) => requestPush(ctx, { orderId: ORDER, sourceStoreIds: null }), nothing: hidden },
  skipLeg: { run: (ctx) => skipLeg(ctx, { legId: LEG, reason: "r" }), nothing: hidden },
  viewBacklog: {
    // Another organization has its own backlog, which is empty.
    run: async (ctx) => {
      const backlog = await viewBacklog(ctx);
      return backlog && { ...backlog.outbox, unprocessed: backlog.unprocessed.count, legs: backlog.legs };
    },
    nothing: expect.toBeOneOf([null, { count: 0, oldestAt: null, unprocessed: 0, legs: [] }]),
  },
  viewRun: { run: (ctx) => viewRun(ctx, "run_1"), nothing: null },
  viewRuns: {
    run: async (ctx) => (await viewRuns(ctx, { functionId: null, state: null, before: null, limit: 5 })).runs,
    nothing: [],
  },
  retryLeg: { run: (ctx) => retryLeg(ctx, { legId: LEG }), nothing: hidden },
  checkStore: {
    run: (ctx) => checkStore(ctx, { storeId: STORE, origin: "https://portal.example" }),
    nothing: hidden,
  },
};
