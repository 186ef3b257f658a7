import { toast } from "@/components/ui/toast";

/** The answer to a request to connect two stores. */
export type ConnectAnswer =
  | { kind: "connected" | "requested" | "not_found" | "same_store" | "blocked" | "loop" }
  | { kind: "failed"; message: string };

/**
 * Shows the answer: a toast and null when the stores are connected or wait for approval, or else the problem as a
 * sentence.
 *
 * @param unknown the sentence when a store was not found
 */
export function sayConnected(answer: ConnectAnswer, unknown: string, refresh: () => void): string | null {
  switch (answer.kind) {
    case "connected":
      toast("The stores are connected. Map products next, so that orders can go.");
      refresh();
      return null;
    case "requested":
      toast("The connection waits for approval on the page of the source store. Nothing is pushed before.");
      refresh();
      return null;
    case "loop":
      return "This would close a loop: orders could come back to a store that they came from.";
    case "blocked":
      return "The source store has blocked this destination store.";
    case "same_store":
      return "A store cannot supply itself.";
    case "failed":
      return answer.message;
    case "not_found":
      return unknown;
  }
}
