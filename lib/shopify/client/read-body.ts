/**
 * Reads a request's exact bytes.
 *
 * @returns null when there are more than `limit`
 */
export async function readBody(request: Request, limit: number): Promise<Buffer | null> {
  const declared = request.headers.get("content-length");
  // The server reads at most the declared length.
  if (declared !== null) return Number(declared) > limit ? null : Buffer.from(await request.arrayBuffer());
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
