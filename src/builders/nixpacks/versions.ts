import { declared, defaulted, undecidable } from '../../model/fact.ts';
import type { Fact, Known } from '../../model/fact.ts';
import type { VersionRequest } from '../../model/facts/runtime.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { Range } from '../../text/range.ts';
import { shortVersion } from '../shared/version-text.ts';
import { settingFact } from './app.ts';
import type { App } from './app.ts';
import { sourceLink } from './source-link.ts';

/** The version of one language or tool, with every place that asks for one. */
export interface VersionPlan {
  /** Key of `runtime.versions`: node, npm, python, java. */
  readonly tool: string;
  readonly version: Fact<string>;
  readonly requests: readonly VersionRequest[];
  /** True for a package of the setup phase, which nixpacks.toml can replace. */
  readonly fromNix: boolean;
}

/** A place that asks for a version, before anybody decides whether it counts. */
export interface VersionSource {
  readonly at: Fact<string>;
  /** What nixpacks makes of it before it picks a version, where that is not the text as written. */
  readonly reads?: string;
  /** 'python-version', 'engines', 'environment', ... */
  readonly by: string;
  /** How people call the place: `.python-version`. */
  readonly label: string;
}

/** How nixpacks picks the version of one tool. */
export interface VersionRule {
  readonly tool: string;
  /** What nixpacks installs for a request; undefined when it has nothing for it. */
  readonly resolve: (written: string) => string | undefined;
  /** What it installs when nobody asks, or asks in vain; undefined when the source does not say which version that is. */
  readonly fallback: string | undefined;
  /** Why the default is not known, where that is so. */
  readonly unknown?: string;
  /** What it can install, for the reason of a lost request: "14, 16 and 18". */
  readonly offers: string;
  /** File below src/providers of nixpacks that says so. */
  readonly source: string;
  readonly fromNix?: boolean;
}

/** Decides a version: the first source counts, the others lose against it. */
export function planVersion(rule: VersionRule, sources: readonly (VersionSource | undefined)[]): VersionPlan {
  const given = sources.filter((source) => source !== undefined);
  const [winner, ...losers] = given;
  const fromNix = rule.fromNix !== false;
  const fallback = fallbackOf(rule);
  if (winner === undefined) return { tool: rule.tool, version: fallback, requests: [], fromNix };
  const lost = losers.flatMap((loser) => lostRequest(rule.tool, loser, `${winner.label} wins over ${loser.label} in nixpacks`));
  const { at } = winner;
  if (at.state !== 'known') {
    const version = undecidable(versionName(rule.tool), `${winner.label} decides, and its value is not known`, [at]);
    return { tool: rule.tool, version, requests: lost, fromNix };
  }
  const version = rule.resolve(winner.reads ?? at.value);
  if (version === undefined) {
    const taken = rule.fallback ?? 'its own default';
    const because = `nixpacks offers ${rule.offers} and silently installs ${taken} instead`;
    return { tool: rule.tool, version: fallback, requests: [...lostRequest(rule.tool, winner, because), ...lost], fromNix };
  }
  const request = {
    language: rule.tool, at, version, by: winner.by, effective: true, because: `nixpacks takes ${rule.tool} ${version} for it`,
  };
  const { provenance } = at;
  const fact: Known<string> = { state: 'known', name: versionName(rule.tool), value: version, provenance };
  return { tool: rule.tool, version: fact, requests: [request, ...lost], fromNix };
}

/** A request that does not count, with the reason. */
export function lostRequest(tool: string, source: VersionSource, because: string): VersionRequest[] {
  if (source.at.state !== 'known') return [];
  const { at, by } = source;
  return [{ language: tool, at, version: shortVersion(at.value), by, effective: false, because }];
}

/** A version that nixpacks sets by itself. */
export function defaultVersion(tool: string, version: string, source: string, fromNix = true): VersionPlan {
  return { tool, version: defaulted(versionName(tool), version, 'nixpacks', sourceLink(source)), requests: [], fromNix };
}

/** The name of the fact that holds the version of a tool. */
export function versionName(tool: string): string {
  return `runtime.versions.${tool}`;
}

/** A source whose text stands somewhere in a file; undefined when there is no such text. */
export function sourceAt(
  file: SourceFile | undefined, range: Range | undefined, named: { readonly by: string; readonly label: string; readonly tool: string },
): VersionSource | undefined {
  if (file === undefined || range === undefined) return undefined;
  const written = file.text.slice(range.start, range.end);
  return { at: declared(versionName(named.tool), written, file, range), by: named.by, label: named.label };
}

/** The source that NIXPACKS_<name> is, when it is set. */
export function settingSource(app: App, name: string): VersionSource | undefined {
  const at = settingFact(app, name);
  return at === undefined ? undefined : { at, by: 'environment', label: `NIXPACKS_${name}` };
}

/** The range of a text without the white space around it. */
export function trimmedRange(text: string, range: Range = { start: 0, end: text.length }): Range {
  const part = text.slice(range.start, range.end);
  const start = range.start + (part.length - part.trimStart().length);
  return { start, end: Math.max(start, range.start + part.trimEnd().length) };
}

/**
 * Major and minor of a lone version such as `3.11.4`, `python-3.11` or `"1.14"`, as nixpacks reads the files of several languages;
 * undefined for anything else, such as `>=3.11` or two lines.
 */
export function loneVersion(written: string): { readonly major: string; readonly minor: string } | undefined {
  const trimmed = written.trim();
  if (trimmed.length > 80) return undefined;
  const parts = /^[\sa-zA-Z\-"']*(\d*)\.*(\d*)\.*\d*["']?$/.exec(trimmed);
  return parts === null ? undefined : { major: parts[1] ?? '', minor: parts[2] ?? '' };
}

function fallbackOf(rule: VersionRule): Fact<string> {
  if (rule.fallback !== undefined) return defaulted(versionName(rule.tool), rule.fallback, 'nixpacks', sourceLink(rule.source));
  return undecidable(versionName(rule.tool), rule.unknown ?? `nixpacks pins a package set without saying which ${rule.tool} it holds`, []);
}
