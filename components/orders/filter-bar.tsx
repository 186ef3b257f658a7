"use client";

import { ChevronLeft, ListFilter, X } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { FilterEditor } from "./filter-editor";
import {
  type FilterChip,
  type FilterKind,
  type FilterOptions,
  filterChips,
  filterKinds,
  filterNames,
} from "./filter-kinds";
import { type FilterParams, isFiltered, listHref, withoutFilters } from "./list-params";

type Props = { params: FilterParams; options: FilterOptions };

/** Adds a filter: first which, then its values. */
export function FilterMenu({ params, options }: Props) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [kind, setKind] = useState<FilterKind | null>(null);
  const turn = (next: boolean) => {
    setOpen(next);
    if (next) setKind(null);
  };
  return (
    <Popover open={open} onOpenChange={turn}>
      <PopoverTrigger asChild>
        <Button>
          <ListFilter aria-hidden="true" /> Filter
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label={kind ? `Filter by ${filterNames[kind].toLowerCase()}` : "Filter by"}>
        {kind === null ? (
          <ul>
            {filterKinds.map((name) => (
              <li key={name}>
                <button
                  type="button"
                  onClick={() => setKind(name)}
                  className="flex h-8 w-full items-center rounded px-2 text-left hover:bg-sunken"
                >
                  {filterNames[name]}
                </button>
              </li>
            ))}
          </ul>
        ) : (
          <>
            <button
              type="button"
              onClick={() => setKind(null)}
              className="mb-1.5 flex h-8 items-center gap-1 rounded pr-2 pl-1 font-medium hover:bg-sunken"
            >
              <ChevronLeft className="size-4" aria-hidden="true" /> {filterNames[kind]}
              <span className="sr-only">: back to all filters</span>
            </button>
            <FilterEditor
              kind={kind}
              params={params}
              options={options}
              onApply={(next) => {
                setOpen(false);
                router.push(listHref(next), { scroll: false });
              }}
            />
          </>
        )}
      </PopoverContent>
    </Popover>
  );
}

/** The filters that stand: each is changed by its words and removed by its cross. */
export function FilterChips({ params, options }: Props) {
  const chips = filterChips(params, options);
  if (chips.length === 0) return null;
  return (
    <ul aria-label="Filters" className="flex flex-wrap items-center gap-1.5">
      {chips.map((chip) => (
        <li key={chip.kind}>
          <Chip chip={chip} params={params} options={options} />
        </li>
      ))}
      {isFiltered(params) && (
        <li>
          <Button asChild variant="ghost" size="small">
            <Link href={listHref(withoutFilters(params))} scroll={false}>
              Clear all
            </Link>
          </Button>
        </li>
      )}
    </ul>
  );
}

function Chip({ chip, params, options }: Props & { chip: FilterChip }) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const name = filterNames[chip.kind];
  return (
    <span className="inline-flex h-7 max-w-full items-center rounded-full border bg-raised">
      <Popover open={open} onOpenChange={setOpen}>
        <PopoverTrigger className="flex h-full min-w-0 items-center gap-1 rounded-full pr-1 pl-3 hover:bg-sunken">
          <span className="text-muted">{name}:</span>
          <bdi className="max-w-60 truncate font-medium">{chip.text}</bdi>
        </PopoverTrigger>
        <PopoverContent aria-label={`Filter by ${name.toLowerCase()}`}>
          <FilterEditor
            kind={chip.kind}
            params={params}
            options={options}
            onApply={(next) => {
              setOpen(false);
              router.push(listHref(next), { scroll: false });
            }}
          />
        </PopoverContent>
      </Popover>
      <Link
        href={listHref(chip.without)}
        scroll={false}
        aria-label={`Remove the filter ${name}: ${chip.text}`}
        className="flex h-full items-center rounded-full pr-2 pl-1 text-muted hover:bg-sunken hover:text-ink"
      >
        <X className="size-3.5" aria-hidden="true" />
      </Link>
    </span>
  );
}
