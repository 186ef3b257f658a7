"use client";

import { useState, useTransition } from "react";
import type { ActionResult } from "@/lib/web/define-action";
import { noAnswer } from "./no-answer";

/**
 * Runs a server action and keeps what went wrong, as a sentence.
 *
 * @param again why the user can safely try again when no answer came
 */
export function useRequest(again: string) {
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, start] = useTransition();
  /** Sends the request; `done` returns a problem as a sentence, or null when all went well. */
  const send = <Answer>(
    request: () => Promise<ActionResult<Answer>>,
    done: (answer: Answer) => string | null | Promise<string | null>,
  ) =>
    start(async () => {
      setProblem(null);
      try {
        const answer = await request();
        setProblem(answer.ok ? await done(answer.value) : answer.error.message);
      } catch (error) {
        setProblem(noAnswer(error, again));
      }
    });
  return { problem, pending, send };
}
