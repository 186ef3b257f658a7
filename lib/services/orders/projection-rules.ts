/**
 * Which code computes the projected columns and search words of an order (see `projection`, `searchTokens`). The job `reproject` projects orders again
 * that an older version wrote. A test compares the hash of the current code with the hashes here:
 * - code that gives an order other columns for the same facts needs a new `version`, its `hash`, and no `noEffect`
 * - code that gives every order the same columns needs an entry in `noEffect`, e.g. `why: "only moves a file"`
 *
 * `npx tsx scripts/projection-hash.ts` prints the hash of the current code.
 */
export const projectionRules: {
  version: number;
  hash: string;
  noEffect: readonly { hash: string; why: string }[];
} = {
  version: 5,
  hash: "eMotCg7bIWhxo0Rr",
  noEffect: [{ hash: "7eqWpzonwHyCar4G", why: "adds the code of a refused confirmation of an installation" }],
};
