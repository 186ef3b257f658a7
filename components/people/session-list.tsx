"use client";

import { Instant } from "@/components/format/instant";
import { useRequest } from "@/components/live/use-request";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ProblemText } from "@/components/ui/problem-text";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/web/define-action";

type ShownSession = {
  id: string;
  device: string | null;
  createdAt: string;
  seenAt: string | null;
  isThis: boolean;
};

type End = (input: { sessionId: string }) => Promise<ActionResult<{ kind: "ended" | "not_found" }>>;

/** The user's open sessions; each but the current one can be ended. */
export function SessionList({ sessions, end }: { sessions: readonly ShownSession[]; end: End }) {
  const { problem, pending, send } = useRequest("Reload the page to see whether the session is still open.");
  const press = (sessionId: string) =>
    send(
      () => end({ sessionId }),
      (answer) => {
        toast(answer.kind === "ended" ? "The session is ended." : "The session had already ended.");
        return null;
      },
    );
  return (
    <>
      <ul className="divide-y rounded border bg-raised">
        {sessions.map((session) => (
          <li key={session.id} className="flex items-center gap-4 px-4 py-2.5">
            <div className="min-w-0 flex-1">
              <span className="font-medium">{session.device ?? "Unknown browser"}</span>{" "}
              {session.isThis && <Badge tone="green">This browser</Badge>}
              <p className="text-[12.5px] text-muted">
                <span>Signed in </span>
                <Instant at={session.createdAt} timeZone="UTC" />
                {session.seenAt && (
                  <span>
                    {" · last used "}
                    <Instant at={session.seenAt} timeZone="UTC" />
                  </span>
                )}
              </p>
            </div>
            {!session.isThis && (
              <Button size="small" disabled={pending} onClick={() => press(session.id)}>
                Sign out
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ProblemText>{problem}</ProblemText>
    </>
  );
}
