/** One release line of a product and the day its support ends. */
export interface ReleaseLine {
  /** `3.10`, `20`. */
  readonly line: string;
  /** First day without support, `2026-10-31`. */
  readonly endOfLife: string;
}

/** Support dates of one product, with where and when they were read. */
export interface Lifecycle {
  readonly source: string;
  readonly checked: string;
  readonly lines: readonly ReleaseLine[];
}

/** A value that a source gives and that time may change, with where and when it was read. */
export interface DatedValue {
  readonly source: string;
  readonly checked: string;
  readonly value: string | number | readonly string[];
}

/** Dated tables that checks look things up in. The YAML files of `rules/data/` say the same. */
export interface Tables {
  /** By product: python, node, ruby, ... */
  readonly lifecycles: ReadonlyMap<string, Lifecycle>;
  /** By file and key: `railway/regions`, `nixpacks/node-versions`. */
  readonly values: ReadonlyMap<string, DatedValue>;
}

/** The text of a dated value; a missing one is a mistake of the rule and throws. */
export function tableText(tables: Tables, key: string): string {
  return String(dated(tables, key).value);
}

/** The number of a dated value. */
export function tableNumber(tables: Tables, key: string): number {
  return Number(dated(tables, key).value);
}

/** The list of a dated value. */
export function tableList(tables: Tables, key: string): readonly string[] {
  const { value } = dated(tables, key);
  return (Array.isArray(value) ? value : [value]).map(String);
}

function dated(tables: Tables, key: string): DatedValue {
  const value = tables.values.get(key);
  if (value === undefined) throw new Error(`no table of rules/data gives ${key}`);
  return value;
}

/** The day on which the oldest table was read. */
export function oldestReading({ lifecycles, values }: Tables): string {
  return [...lifecycles.values(), ...values.values()].map(({ checked }) => checked).reduce((oldest, day) => (day < oldest ? day : oldest));
}

/** The release line that a version belongs to: `3.12.4` is of line `3.12`, node `20.11` of line `20`. */
export function releaseLine(lifecycle: Lifecycle, version: string): ReleaseLine | undefined {
  const parts = version.split('.');
  const candidates = [parts.slice(0, 2).join('.'), parts[0] ?? ''];
  return lifecycle.lines.find((line) => candidates.includes(line.line));
}
