import { Agent, get } from "node:http";

/** A response as received over the network: `bytes` of the compressed body, `ms` until its last byte. */
type WireAnswer = { status: number; bytes: number; ms: number };

/** One keep-alive connection, so that the time does not include handshakes. */
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** Gets a URL as a browser does, with compression. */
export function timedGet(url: string, cookie: string): Promise<WireAnswer> {
  const headers = { cookie, "accept-encoding": "gzip, deflate, br", accept: "text/html" };
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    get(url, { agent, headers }, (response) => {
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, bytes, ms: performance.now() - begun }),
      );
      response.on("error", reject);
    }).on("error", reject);
  });
}
