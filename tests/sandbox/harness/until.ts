/** Waits until a condition holds, for at most twenty seconds, because a process can start slowly on a busy machine. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error("The condition did not become true within twenty seconds.");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
