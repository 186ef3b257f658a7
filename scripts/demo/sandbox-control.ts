/** Calls the sandbox's control API; the demo's stand-in for what shop owners and shoppers do. */
export type SandboxControl = (method: "GET" | "POST", path: string, body?: unknown) => Promise<unknown>;

/** @param sandboxUrl where the sandbox answers */
export function sandboxControl(sandboxUrl: string): SandboxControl {
  return async (method, path, body) => {
    const response = await fetch(`${sandboxUrl}/_control${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`The sandbox answered ${response.status} to ${path}: ${text}`);
    return text === "" ? null : JSON.parse(text);
  };
}
