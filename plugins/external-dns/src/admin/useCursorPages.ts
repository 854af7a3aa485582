import { useState } from 'react';
import { useQueryState } from '../live/useQueryState';

/** How many rows a page may have. */
export const rowChoices = [25, 50, 100] as const;

/** Where in a list of pages the viewer is; the page itself stands in the URL. */
export interface CursorPages {
  cursor?: string;
  limit: number;
  canGoBack: boolean;
  next: (cursor: string) => void;
  /** From a linked page, whose predecessor nobody knows, this is the first. */
  previous: () => void;
  setLimit: (limit: number) => void;
}

/** Pages forth by the cursors that the API gave, and back by those that were seen. */
export function useCursorPages(): CursorPages {
  const query = useQueryState();
  const cursor = query.get('cursor');
  const [seen, setSeen] = useState<(string | undefined)[]>([]);
  const wanted = Number(query.get('rows'));
  return {
    cursor,
    limit: rowChoices.find(choice => choice === wanted) ?? 50,
    canGoBack: cursor !== undefined,
    next: following => {
      setSeen([...seen, cursor]);
      query.set({ cursor: following });
    },
    previous: () => {
      query.set({ cursor: seen[seen.length - 1] });
      setSeen(seen.slice(0, -1));
    },
    setLimit: limit => {
      setSeen([]);
      query.set({ rows: limit.toString(), cursor: undefined });
    },
  };
}
