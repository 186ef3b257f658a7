/** A ref callback: moves keyboard focus to the new element when the focused one was removed. */
export function focusOnMount(node: HTMLElement | null): void {
  node?.focus();
}
