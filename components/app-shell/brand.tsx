/** The product's name with its logo: two docks and a path between them. */
export function Brand() {
  return (
    <span className="flex items-center gap-2 text-[15px] font-semibold tracking-[-0.01em]">
      <svg viewBox="0 0 20 20" className="size-5 text-accent" aria-hidden="true">
        <path d="M3 3v14M17 3v14" stroke="currentColor" strokeWidth="2.6" strokeLinecap="round" />
        <path d="M5.5 6.5h4l1 7h4" stroke="currentColor" strokeWidth="1.8" fill="none" />
      </svg>
      Crossdock
    </span>
  );
}
