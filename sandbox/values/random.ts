/** All random values of the sandbox. They come from one source of bytes, so a seeded source repeats a run exactly. */
export class Random {
  constructor(private readonly bytes: (size: number) => Buffer) {}

  /** `size` random bytes as hexadecimal digits. */
  hex(size: number): string {
    return this.bytes(size).toString("hex");
  }

  /** A version 4 UUID. */
  uuid(): string {
    const hex = this.hex(16);
    const variant = "89ab"[Number.parseInt(hex.charAt(16), 16) % 4];
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
  }

  /** A number from 0 (included) to 1 (excluded). */
  fraction(): number {
    return this.bytes(4).readUInt32BE() / 2 ** 32;
  }

  /** An integer between two bounds, both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.fraction() * (most - least + 1));
  }
}
