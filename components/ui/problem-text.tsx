/** What went wrong with a form, announced to screen readers. */
export function ProblemText({ id, children }: { id?: string; children: string | null }) {
  if (children === null) return null;
  return (
    <p id={id} role="alert" className="rounded bg-red-wash px-3 py-2 text-red">
      {children}
    </p>
  );
}
