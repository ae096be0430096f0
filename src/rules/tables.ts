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

/** Dated tables that checks look things up in. The YAML files of `rules/data/` say the same. */
export interface Tables {
  /** By product: python, node, ruby, ... */
  readonly lifecycles: ReadonlyMap<string, Lifecycle>;
}

/** The release line that a version belongs to: `3.12.4` is of line `3.12`, node `20.11` of line `20`. */
export function releaseLine(lifecycle: Lifecycle, version: string): ReleaseLine | undefined {
  const parts = version.split('.');
  const candidates = [parts.slice(0, 2).join('.'), parts[0] ?? ''];
  return lifecycle.lines.find((line) => candidates.includes(line.line));
}
