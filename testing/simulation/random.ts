/** A stream of random numbers that is the same for the same seed (mulberry32). */
export type Random = {
  /** A number in [0, 1). */
  next(): number;
  /** An integer from `low` to `high`, inclusive. */
  between(low: number, high: number): number;
  chance(share: number): boolean;
  bytes(size: number): Buffer;
  pick<T>(items: readonly T[]): T;
  /** One of the names, chosen by weight. */
  weighted<Name extends string>(weights: Readonly<Record<Name, number>>): Name;
};

/** Creates a stream from a seed. Streams with different names are independent. */
export function randomStream(seed: number, name: string): Random {
  let state = seed;
  for (const char of name) state = Math.imul(state ^ char.charCodeAt(0), 0x9e3779b1) | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const random: Random = {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (share) => next() < share,
    bytes: (size) => Buffer.from(Array.from({ length: size }, () => Math.floor(next() * 256))),
    pick: (items) => {
      if (items.length === 0) throw new Error("The list to pick from is empty.");
      return items[Math.floor(next() * items.length)] as (typeof items)[number];
    },
    weighted: (weights) => {
      const entries = Object.entries(weights) as [keyof typeof weights, number][];
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [name, weight] of entries) {
        left -= weight;
        if (left < 0) return name;
      }
      return random.pick(entries)[0];
    },
  };
  return random;
}

/** Seeds of which each share of `lot` has its part. */
const BLOCK = 10;

/**
 * A number in (0, 1) for a seed and a name. Ten consecutive seeds from a multiple of ten on have ten different numbers,
 * spread evenly: a share of 0.3 is three of them. The numbers of different names are independent.
 */
export function lot(seed: number, name: string): number {
  const block = Math.floor(seed / BLOCK);
  const random = randomStream(block, `lot of ${name}`);
  const places = Array.from({ length: BLOCK }, (_, place) => ({ place, key: random.next() }));
  const { place = 0 } = places.sort((a, b) => a.key - b.key)[seed - block * BLOCK] ?? {};
  return (place + 0.5) / BLOCK;
}
