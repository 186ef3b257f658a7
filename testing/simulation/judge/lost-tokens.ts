import type { World as Sandbox } from "@/sandbox/world/world";
import type { SimDatabase } from "@/testing/simulation/sim-database";
import type { SimWorld } from "@/testing/simulation/sim-world";

/**
 * Checks that no shop's access was lost: the shop still accepts the stored refresh token, whatever became of the renewals.
 * A renewal that was not stored must not have used up the stored one. A stored permanent token works, or its exchange can
 * be repeated.
 */
export async function lostTokens(run: {
  world: SimWorld;
  database: SimDatabase;
  sandbox: Sandbox;
}): Promise<string[]> {
  const { secrets } = run.world.ctx();
  const rows = await run.database.admin<{ domain: string; token: string; refresh: string | null }[]>`
    select shop_domain as domain, token_cipher as token, refresh_cipher as refresh from installation
    where state = 'active' order by shop_domain`;
  return rows.flatMap(({ domain, token, refresh }) => {
    const shop = run.sandbox.store.shopNamed(domain)?.domain;
    if (refresh === null) {
      const { store } = run.sandbox;
      const known = store.get("token", secrets.open(token)) ?? store.get("exchange", secrets.open(token));
      return known?.shop === shop ? [] : [`the stored token of ${domain} no longer works`];
    }
    const known = run.sandbox.store.get("refreshToken", secrets.open(refresh));
    return known?.shop === shop ? [] : [`the stored refresh token of ${domain} no longer works`];
  });
}
