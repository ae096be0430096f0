import type { Notice } from './model/project.ts';
import type { TableAge } from './report.ts';
import { oldestReading, type Tables } from './rules/tables.ts';
import { counted } from './text/words.ts';

const DAY = 86_400_000;
/** Half a year: by then a release line has reached its end, and platforms have changed. */
const OLD = 180;

/** How old the tables are on a day. */
export function tableAge(tables: Tables, asOf: string): TableAge {
  const checked = oldestReading(tables);
  return { checked, days: Math.max(0, Math.round((Date.parse(asOf) - Date.parse(checked)) / DAY)) };
}

/** A word about tables that are too old to be believed without a look. */
export function staleTables({ checked, days }: TableAge): readonly Notice[] {
  if (days <= OLD) return [];
  return [{ message: `dates and versions were read on ${checked}, ${counted(days, 'day')} ago: a newer version of optimize may know better` }];
}
