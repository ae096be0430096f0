/** A field of a cron expression that was read: the values at which it holds, in order; or what is wrong. */
type Field = { readonly ok: true; readonly values: readonly number[] } | { readonly ok: false; readonly problem: string };

/** A cron expression that was read, or what is wrong with it (a sentence part). */
export type CronReading =
  | { readonly ok: true; /** Minutes after midnight at which it runs on the days that it names, in order. */ readonly times: readonly number[] }
  | { readonly ok: false; readonly problem: string };

interface FieldKind {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Names for its values, from the least one on. */
  readonly names?: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** The five fields: https://docs.railway.com/cron-jobs#crontab-expressions */
const FIELDS: readonly FieldKind[] = [
  { name: 'minute', least: 0, most: 59 },
  { name: 'hour', least: 0, most: 23 },
  { name: 'day of the month', least: 1, most: 31 },
  { name: 'month', least: 1, most: 12, names: MONTHS },
  { name: 'day of the week', least: 0, most: 7, names: DAYS },
];

/** The fields of a cron expression. */
export function cronFields(expression: string): readonly string[] {
  return expression.trim().split(/\s+/);
}

/** Reads an expression of five fields. */
export function readCron(expression: string): CronReading {
  const fields = cronFields(expression);
  if (fields.length !== FIELDS.length) return { ok: false, problem: `has ${fields.length} field${fields.length === 1 ? '' : 's'} instead of 5` };
  const read = FIELDS.map((kind, index) => readField(fields[index] ?? '', kind));
  const broken = read.find((field) => !field.ok);
  if (broken !== undefined && !broken.ok) return broken;
  const [minutes, hours] = read.map((field) => (field.ok ? field.values : []));
  return { ok: true, times: (hours ?? []).flatMap((hour) => (minutes ?? []).map((minute) => hour * 60 + minute)) };
}

function readField(text: string, kind: FieldKind): Field {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const found = valuesOf(part, kind);
    if (found === undefined) return { ok: false, problem: `has "${text}" for the ${kind.name}` };
    for (const value of found) values.add(value);
  }
  return { ok: true, values: [...values].sort((a, b) => a - b) };
}

/** `*`, `5`, `1-5`, each with `/step`; a single value with a step goes on to the end. */
function valuesOf(part: string, kind: FieldKind): readonly number[] | undefined {
  const [range = '', stepText, ...more] = part.split('/');
  const step = stepText === undefined ? 1 : numberIn(stepText, { ...kind, least: 1, most: 1000 });
  const [first, last] = boundsOf(range, kind, stepText !== undefined);
  if (more.length > 0 || step === undefined || first === undefined || last === undefined || first > last) return undefined;
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step);
}

function boundsOf(range: string, kind: FieldKind, hasStep: boolean): readonly [number | undefined, number | undefined] {
  if (range === '*' || range === '?') return [kind.least, kind.most];
  const [from = '', to, ...more] = range.split('-');
  if (more.length > 0) return [undefined, undefined];
  const first = numberIn(from, kind);
  return [first, to === undefined ? (hasStep ? kind.most : first) : numberIn(to, kind)];
}

function numberIn(text: string, { least, most, names = [] }: FieldKind): number | undefined {
  const named = names.indexOf(text.toLowerCase());
  const value = named !== -1 ? named + least : /^\d{1,4}$/.test(text) ? Number(text) : undefined;
  return value !== undefined && value >= least && value <= most ? value : undefined;
}

/** Two runs of a day, or the last and the first of it, that are nearest to each other; undefined for a single run. */
export function nearestRuns(times: readonly number[]): { readonly first: number; readonly second: number; readonly minutes: number } | undefined {
  const day = 24 * 60;
  const gaps = times.map((first, index) => {
    const second = times[(index + 1) % times.length] ?? first;
    return { first, second, minutes: (second - first + day) % day };
  }).filter(({ minutes }) => minutes > 0);
  return gaps.toSorted((a, b) => a.minutes - b.minutes)[0];
}

/** Minutes after midnight as `07:05`. */
export function clockTime(minutes: number): string {
  const digits = (value: number) => String(value).padStart(2, '0');
  return `${digits(Math.floor(minutes / 60))}:${digits(minutes % 60)}`;
}
