"use client";

import { useEffect } from "react";

/**
 * Keeps React working in a page that the browser has translated. A browser replaces each text by an element of its own.
 * React still holds the text: removing it, or inserting an element before it, throws and leaves a blank page, and a
 * changed text is not shown (https://github.com/facebook/react/issues/11538).
 *
 * This remembers which element stands in for which text. React then removes, or inserts before, that element, and a
 * text that changed takes its place back, after which the browser translates it again. Our components give each text
 * that comes and goes an element of its own (see `testing/structure/loose-texts.ts`), so this is a safety net for texts
 * of libraries and for texts that only change.
 */
export function TranslatedPages() {
  useEffect(keepTranslatedPages, []);
  return null;
}

const standIns = new WeakMap<Node, ChildNode>();
let isKept = false;

/** The child of `parent` in which a node is shown; null when the browser has dropped it. */
function shownIn(parent: Node, node: Node): Node | null {
  for (let at: Node | null = node; at !== null; at = at.parentNode) if (at.parentNode === parent) return at;
  const standIn = standIns.get(node);
  return standIn?.parentNode === parent ? standIn : null;
}

function keepTranslatedPages(): void {
  if (isKept) return;
  isKept = true;
  const { removeChild, insertBefore } = Node.prototype;
  Node.prototype.removeChild = function <T extends Node>(this: Node, child: T): T {
    if (child.parentNode === this || !(child instanceof Text)) return removeChild.call(this, child) as T;
    const shown = shownIn(this, child);
    if (shown) removeChild.call(this, shown);
    return child;
  };
  Node.prototype.insertBefore = function <T extends Node>(this: Node, node: T, before: Node | null): T {
    const isMoved = before instanceof Text && before.parentNode !== this;
    return insertBefore.call(this, node, isMoved ? shownIn(this, before) : before) as T;
  };
  const observer = new MutationObserver((records) => {
    for (const { type, target, removedNodes, addedNodes, previousSibling, nextSibling } of records) {
      if (type === "characterData") {
        const standIn = target.isConnected ? undefined : standIns.get(target);
        if (standIn?.parentNode) standIn.replaceWith(target);
        continue;
      }
      const font = [...addedNodes, previousSibling, nextSibling].find((node) => node?.nodeName === "FONT");
      if (!(font instanceof HTMLElement)) continue;
      for (const text of removedNodes) {
        if (!(text instanceof Text) || text.isConnected) continue;
        standIns.set(text, font);
        observer.observe(text, { characterData: true });
      }
    }
  });
  observer.observe(document.body, { childList: true, subtree: true });
}
