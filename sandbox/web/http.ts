import type { IncomingMessage, ServerResponse } from "node:http";

const BODY_LIMIT = 20_000_000;

/** A refused request. The message says why. */
export class BadRequest extends Error {
  constructor(
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

/**
 * Reads the body as text.
 * @throws BadRequest (413) for a body larger than 20 MB
 */
export async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const buffer = part as Buffer;
    size += buffer.length;
    if (size > BODY_LIMIT) throw new BadRequest("The body is larger than 20 MB.", 413);
    parts.push(buffer);
  }
  return Buffer.concat(parts).toString("utf8");
}

/**
 * Reads the body as a JSON object. An empty body is an empty object.
 * @throws BadRequest for any other body
 */
export async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const text = await readBody(request);
  if (text.trim() === "") return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BadRequest("The body is not JSON.");
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw new BadRequest("The body must be a JSON object.");
  }
  return value as Record<string, unknown>;
}

export function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): void {
  send(response, status, "application/json; charset=utf-8", JSON.stringify(value), headers);
}

export function send(
  response: ServerResponse,
  status: number,
  type: string,
  text: string,
  headers: Record<string, string> = {},
): void {
  const body = Buffer.from(text, "utf8");
  response.writeHead(status, { "Content-Type": type, "Content-Length": body.length, ...headers });
  response.end(body);
}
