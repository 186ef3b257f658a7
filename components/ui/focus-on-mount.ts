/** As a ref: moves the focus to what has just come, where what had it has gone. */
export function focusOnMount(node: HTMLElement | null): void {
  node?.focus();
}
