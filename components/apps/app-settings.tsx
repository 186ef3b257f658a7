"use client";

import { type AppDistribution, appDistributions } from "@/lib/domain/installations/apps/app-distribution";
import { type TokenKind, tokenKinds } from "@/lib/domain/installations/tokens/token-lifetime";
import type { ActionResult } from "@/lib/web/define-action";
import { AppChoice } from "./app-choice";
import { type Exchange, ExchangeTokens } from "./exchange-tokens";

type Changed = Promise<ActionResult<{ kind: "changed" | "not_found" | "not_allowed" | "limited" }>>;

/** How an app is distributed, which tokens it asks for, and the exchange of tokens of the other kind. */
export function AppSettings({
  app,
  changeDistribution,
  changeTokens,
  exchange,
}: {
  app: { handle: string; distribution: AppDistribution; tokens: TokenKind; permanentShops: number };
  changeDistribution: (input: { handle: string; distribution: AppDistribution }) => Changed;
  changeTokens: (input: { handle: string; tokens: TokenKind }) => Changed;
  exchange: Exchange;
}) {
  const { handle } = app;
  return (
    <>
      <AppChoice
        label="Distribution"
        options={appDistributions}
        chosen={app.distribution}
        save={(distribution) => changeDistribution({ handle, distribution })}
        stored="Stored. Stores that are connected stay connected."
      />
      {appDistributions[app.distribution].tokens.length > 1 && (
        <AppChoice
          label="Access tokens"
          options={tokenKinds}
          chosen={app.tokens}
          save={(tokens) => changeTokens({ handle, tokens })}
          stored="Stored. Shops that are connected keep their tokens for now."
        />
      )}
      {app.tokens === "expiring" && app.permanentShops > 0 && (
        <ExchangeTokens handle={handle} shops={app.permanentShops} exchange={exchange} />
      )}
    </>
  );
}
