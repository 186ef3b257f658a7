import type { IncomingMessage, ServerResponse } from "node:http";
import { BadRequest } from "../http";
import type { World } from "../world";
export async function pageEndpoint(
  _world: World,
  _request: IncomingMessage,
  _response: ServerResponse,
  url: URL,
): Promise<void> {
  throw new BadRequest(`There is nothing at ${url.pathname}.`, 404);
}
