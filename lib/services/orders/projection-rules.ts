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
  version: 2,
  hash: "g1JjAoJM8HW8aieQ",
  noEffect: [
    {
      hash: "4tF5U19hKGqO-bCy",
      why: "a shop that is renamed keeps its old names in chains; none was renamed before",
    },
    {
      hash: "lC65SJw5l9aPPsGm",
      why: "only orders with a leg that waits for an emergency stop get another column, and no older version stored one",
    },
  ],
};
