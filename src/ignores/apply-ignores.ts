import type { Finding } from '../model/finding.ts';
import type { Ignore, UsedIgnore } from '../model/ignore.ts';
import type { Service } from '../model/project.ts';
import type { IgnoredFinding } from '../report.ts';
import { lineAt } from '../text/range.ts';
import { covers } from './covers.ts';
import { placesOf } from './finding-places.ts';
import { stateOf, type KnownRules } from './ignore-state.ts';

/** A service with what was found in it, and what the user ignores there. */
export interface Judged {
  readonly service: Service;
  readonly findings: readonly Finding[];
  /** Entries of the configuration that hold for this service. */
  readonly entries: readonly Ignore[];
}

/** What is left of the findings of a service. */
export interface Sorted {
  readonly open: readonly Finding[];
  readonly ignored: readonly IgnoredFinding[];
}

/** What ignores do to all services, and what became of each of them: with its findings, sorted by its place. */
export interface Applied {
  readonly services: ReadonlyMap<Service, Sorted>;
  readonly used: readonly (Omit<UsedIgnore, 'doubt'> & { readonly holdsFor: readonly Service[] })[];
}

/** Sorts findings into open and ignored ones. Of several ignores that cover a finding the first counts: comments stand before entries. */
export function applyIgnores(judged: readonly Judged[], comments: readonly Ignore[], rules: KnownRules): Applied {
  const all = allIgnores(judged, comments);
  const covered = new Map<Ignore, string[]>(all.map(({ ignore }) => [ignore, []]));
  const states = new Map(all.map(({ ignore }) => [ignore, stateOf(ignore, rules)]));
  const services = new Map(judged.map(({ service, findings }) => {
    const own = all.filter(({ holdsFor }) => holdsFor.includes(service)).map(({ ignore }) => ignore);
    const pairs = findings.map((finding) => {
      const places = placesOf(finding, service);
      const matching = own.filter((ignore) => rules.names.get(ignore.rule) === finding.rule && covers(ignore, places, service.name));
      for (const ignore of matching) covered.get(ignore)?.push(finding.id);
      return { finding, by: matching.find((ignore) => states.get(ignore)?.state === 'holds') };
    });
    const ignored = pairs.flatMap(({ finding, by }) => (by === undefined ? [] : [ignoredBy(finding, by)]));
    return [service, { open: pairs.filter(({ by }) => by === undefined).map(({ finding }) => finding), ignored }] as const;
  }));
  const used = all.map(({ ignore, holdsFor }) => ({ ...ignore, ...states.get(ignore) ?? stateOf(ignore, rules), findings: covered.get(ignore) ?? [], holdsFor }));
  return { services, used };
}

interface Held {
  readonly ignore: Ignore;
  readonly holdsFor: readonly Service[];
}

/** Each ignore once, with the services that it may be about: an entry of the project's own file holds for all of them. */
function allIgnores(judged: readonly Judged[], comments: readonly Ignore[]): readonly Held[] {
  const services = judged.map(({ service }) => service);
  const entries = new Map<string, { readonly ignore: Ignore; readonly holdsFor: Service[] }>();
  for (const { service, entries: own } of judged) {
    for (const ignore of own) {
      const key = `${placeOfIgnore(ignore)} ${ignore.rule}`;
      const held = entries.get(key) ?? { ignore, holdsFor: [] };
      held.holdsFor.push(service);
      entries.set(key, held);
    }
  }
  return [...comments.map((ignore) => ({ ignore, holdsFor: services })), ...entries.values()];
}

function ignoredBy(finding: Finding, ignore: Ignore): IgnoredFinding {
  const { reason, until } = ignore;
  return { finding, reason, ...(until === undefined ? {} : { until }), by: placeOfIgnore(ignore) };
}

/** Where an ignore stands, `app/db.py:3`. */
function placeOfIgnore({ at: { provenance }, scope }: Ignore): string {
  if (provenance.kind !== 'declared') return '';
  const { file: { path, text }, range } = provenance;
  return `${path}:${scope.kind === 'lines' ? scope.line : lineAt(text, range.start)}`;
}
