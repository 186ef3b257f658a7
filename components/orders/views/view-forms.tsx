"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState, useTransition } from "react";
import { noAnswer } from "@/components/live/no-answer";
import { Button } from "@/components/ui/button";
import { focusOnMount } from "@/components/ui/focus-on-mount";
import { Input } from "@/components/ui/input";
import type { SavedView } from "@/lib/domain/order-list/list-toolbar";
import type { ChangeViewResult } from "@/lib/services/views/change-view";
import type { SaveViewResult } from "@/lib/services/views/save-view";
import type { ActionResult } from "@/lib/web/define-action";

type DeleteViewResult = { kind: "deleted" | "not_found" };
type Save = (input: { name: string; query: string }) => Promise<ActionResult<SaveViewResult>>;
export type ViewActions = {
  save: Save;
  saveShared: Save;
  rename: (input: { viewId: string; name: string }) => Promise<ActionResult<ChangeViewResult>>;
  share: (input: { viewId: string; shared: boolean }) => Promise<ActionResult<ChangeViewResult>>;
  remove: (input: { viewId: string }) => Promise<ActionResult<DeleteViewResult>>;
};

type Kind = (SaveViewResult | ChangeViewResult | DeleteViewResult)["kind"];
type Outcome = ActionResult<{ kind: Kind }>;

/** Why an action changed nothing; null where it was carried out. */
const refusals: Readonly<Record<Kind, string | null>> = {
  saved: null,
  deleted: null,
  name_taken: "You have a view with this name already. Choose another name.",
  too_many: "You have as many views as you can have. Delete one that you no longer need.",
  not_found: "This view was deleted, perhaps in another tab.",
};

/** What is wrong with an outcome, or null. */
function trouble(result: Outcome): string | null {
  if (!result.ok) return result.error.message;
  return refusals[result.value.kind];
}

/** Runs actions one after the other and stops at the first that fails. */
function useActions(onDone: () => void) {
  const router = useRouter();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, start] = useTransition();
  // A disabled button would lose the focus, so a busy one stays enabled and does nothing.
  const run = (...steps: (() => Promise<Outcome>)[]) => {
    if (busy) return;
    start(async () => {
      try {
        for (const step of steps) {
          const wrong = trouble(await step());
          if (wrong !== null) return setProblem(wrong);
        }
        router.refresh();
        onDone();
      } catch (error) {
        setProblem(noAnswer(error, "Try again; the list of views shows what is saved."));
      }
    });
  };
  return { busy, problem, run };
}

type FormProps = { mayShare: boolean; actions: ViewActions; onDone: () => void };

export function NewView({ query, mayShare, actions, onDone }: FormProps & { query: string }) {
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const { busy, problem, run } = useActions(onDone);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const save = shared ? actions.saveShared : actions.save;
    run(() => save({ name, query }));
  };
  return (
    <form onSubmit={submit} className="grid gap-2 p-1">
      <Fields {...{ name, setName, shared, setShared, mayShare, problem }} />
      <Foot busy={busy} onDone={onDone} />
    </form>
  );
}

export function EditView({ view, mayShare, actions, onDone }: FormProps & { view: SavedView }) {
  const [name, setName] = useState(view.name);
  const [shared, setShared] = useState(view.shared);
  const { busy, problem, run } = useActions(onDone);
  const own = { viewId: view.id };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run(
      ...(name.trim() === view.name ? [] : [() => actions.rename({ ...own, name })]),
      ...(shared === view.shared ? [] : [() => actions.share({ ...own, shared })]),
    );
  };
  return (
    <form onSubmit={submit} className="grid gap-2 p-1">
      <Fields {...{ name, setName, shared, setShared, mayShare, problem }} />
      <Foot busy={busy} onDone={onDone}>
        <Button
          size="small"
          className="mr-auto text-red"
          aria-disabled={busy}
          onClick={() => run(() => actions.remove(own))}
        >
          Delete
        </Button>
      </Foot>
    </form>
  );
}

function Fields(props: {
  name: string;
  setName: (name: string) => void;
  shared: boolean;
  setShared: (shared: boolean) => void;
  mayShare: boolean;
  problem: string | null;
}) {
  const id = useId();
  return (
    <>
      <label className="grid gap-1 text-muted" htmlFor={`${id}-name`}>
        Name
        <Input
          id={`${id}-name`}
          ref={focusOnMount}
          value={props.name}
          onChange={(event) => props.setName(event.target.value)}
          required
          maxLength={60}
          autoComplete="off"
          aria-invalid={props.problem ? true : undefined}
          aria-describedby={props.problem ? `${id}-problem` : undefined}
        />
      </label>
      {props.mayShare && (
        <label className="flex min-h-8 items-center gap-2.5" htmlFor={`${id}-shared`}>
          <input
            id={`${id}-shared`}
            type="checkbox"
            checked={props.shared}
            onChange={(event) => props.setShared(event.target.checked)}
            className="size-4 accent-(--accent)"
          />
          Share with everyone in the organization
        </label>
      )}
      {props.problem && (
        <p id={`${id}-problem`} role="alert" className="rounded bg-red-wash px-2 py-1.5 text-red">
          {props.problem}
        </p>
      )}
    </>
  );
}

function Foot({ busy, onDone, children }: { busy: boolean; onDone: () => void; children?: React.ReactNode }) {
  return (
    <div className="flex items-center justify-end gap-2">
      {children}
      <Button size="small" variant="ghost" onClick={onDone}>
        Cancel
      </Button>
      <Button type="submit" size="small" variant="primary" aria-disabled={busy}>
        {busy ? "Saving…" : "Save"}
      </Button>
    </div>
  );
}
