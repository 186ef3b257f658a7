import type { CallAdmin } from "./call-admin";
import { ShopifyFailure } from "./failure";
import type { IssuedToken, TokenRequest, TokenSource } from "./gateway";

/**
 * Wraps the caller with the renewal of tokens: a token that ends soon is renewed before the call, and one that the shop
 * refuses is replaced, if another token is stored or can be had. A refused read is then repeated once. A refused write
 * is not: it is sent once per attempt, so that it fails as `token_replaced`, executed nowhere, and its verb continues.
 *
 * Proved by tests/faults/shops/renewed-tokens.test.ts.
 */
export function withTokens(
  call: CallAdmin,
  tokens: TokenSource,
  request: (asked: TokenRequest) => Promise<IssuedToken>,
): CallAdmin {
  return async (access, made) => {
    const current = access.tokenEnds ? await tokens.renew(access, "ends", request) : null;
    const ready = current === null ? access : { ...access, accessToken: current };
    try {
      return await call(ready, made);
    } catch (error) {
      if (!(error instanceof ShopifyFailure) || error.code !== "unauthorized") throw error;
      const accessToken = await tokens.renew(ready, "refused", request);
      if (accessToken === null) throw error;
      if (isWrite(made.operation)) {
        const message = "The shop refused an access token that was replaced meanwhile.";
        throw new ShopifyFailure("token_replaced", message, { executed: "no" });
      }
      return await call({ ...ready, accessToken }, made);
    }
  };
}

function isWrite(operation: string): boolean {
  return /^\s*mutation\b/.test(operation);
}
