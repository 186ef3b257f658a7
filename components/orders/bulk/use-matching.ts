import { useEffect, useState } from "react";
import { noAnswer } from "@/components/live/no-answer";
import type { MatchingOrders } from "@/lib/services/order-list/find-matching";
import type { BulkTarget, FindMatching } from "./bulk-act";
import { matchedNow } from "./matched-now";

type Resolved = {
  /** What the action applies to; null while it is not known yet. */
  applies: BulkTarget | null;
  /** "all 64 orders"; null while it is not known. */
  title: string | null;
  question: string | null;
  found: MatchingOrders | null;
  problem: string | null;
};

/** Finds the orders of a target once, when the dialog opens. Rows are known already. */
export function useMatching(target: BulkTarget, findMatching: FindMatching): Resolved {
  const [found, setFound] = useState<MatchingOrders | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  // A refresh of the page passes another function, and must not change what the open dialog shows and applies to.
  const [asked] = useState({ query: target.kind === "matching" ? target.query : null, findMatching });
  useEffect(() => {
    const { query } = asked;
    if (query === null) return;
    let stale = false;
    const fail = (text: string) => !stale && setProblem(text);
    asked.findMatching({ query }).then(
      (answer) => {
        if (!answer.ok) fail(answer.error.message);
        else if (!stale) setFound(answer.value);
      },
      (error: unknown) => fail(noAnswer(error, "Nothing was changed. Close this and try again.")),
    );
    return () => {
      stale = true;
    };
  }, [asked]);
  if (target.kind === "rows") return { applies: target, title: null, question: null, found: null, problem };
  if (!found) return { applies: null, title: null, question: null, found, problem };
  return { ...matchedNow(target, found), found, problem };
}
