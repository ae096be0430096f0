import type { Fact } from './model/fact.ts';
import { FACTS, isFactName } from './model/fact-names.ts';
import type { FactName } from './model/facts.ts';
import type { Service } from './model/project.ts';
import { describe, placeOf, renderEvidence, short } from './reporters/evidence.ts';
import type { Paint } from './reporters/paint.ts';
import { withPlaceBelow } from './reporters/text/place-below.ts';
import { cut, widthOf } from './reporters/text/width.ts';
import { wrap } from './reporters/text/wrap.ts';

/** How facts are laid out. */
export interface FactLayout {
  readonly width: number;
  readonly paint: Paint;
}

/** What is said of a fact that only Railway's answer would have. */
export const NOT_JOINED = 'nothing of Railway is joined to it: --live asks there, --live-from FILE reads what `optimize railway pull --output FILE` wrote, and '
  + '`optimize railway status` says which service is which';

/** A fact in each of some services, or all of theirs where the topic is `facts`. */
export function explainFacts(topic: string, services: readonly Service[], options: FactLayout): readonly string[] {
  if (topic === 'facts') return services.flatMap((service) => allFacts(service, options));
  if (!isFactName(topic)) return [];
  const { paint } = options;
  return [
    paint.bold(topic), ...wrap(FACTS[topic][1], options.width),
    ...services.flatMap((service) => ['', paint.cyan(`in ${service.name}`), ...factHere(topic, service, options.width - 2).map((line) => (line === '' ? '' : `  ${line}`))]),
  ];
}

function allFacts(service: Service, { width, paint }: FactLayout): readonly string[] {
  const known = Object.keys(FACTS).filter(isFactName).filter((name) => service.facts[name] !== undefined);
  return [paint.cyan(service.name), ...known.map((name) => `  ${oneLine(name, service.facts[name] as Fact<unknown>, width - 2)}`), ''];
}

/** A fact on one line, cut where it is wider. */
export function oneLine(name: string, fact: Fact<unknown> | undefined, width: number): string {
  const text = fact === undefined ? `${name}: nobody says` : describe(fact.name === name ? fact : { ...fact, name });
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}

/** Value, derivation, records and losers of a fact. */
function factHere(name: FactName, service: Service, width: number): readonly string[] {
  const fact = service.facts[name] as Fact<unknown> | undefined;
  const losers = losersOf(name, service, width);
  if (fact === undefined) return [...wrap(name.startsWith('live.') ? NOT_JOINED : 'nobody says; say it under facts in optimize.yaml, or with --assume for one run', width), ...losers];
  const records = fact.state === 'known' && Array.isArray(fact.value) ? fact.value.flatMap((record) => recordLines(record)) : [];
  return [
    ...renderEvidence(fact).flatMap((line) => withPlaceBelow(line, width)), ...records.map((line) => (line.length > width ? `${line.slice(0, width - 1)}…` : line)),
    ...losers,
  ];
}

/** What was said of a fact too, and why it does not count. */
function losersOf(name: FactName, service: Service, width: number): readonly string[] {
  const losers = service.overrides.filter((override) => override.name === name);
  return [
    ...(losers.length === 0 ? [] : ['', service.facts[name] === undefined ? 'does not count:' : 'lost against it:']),
    ...losers.flatMap(({ loser, because }) => [...placed(short(loser.value), placeOf(loser), width - 2).map((line) => `  ${line}`), ...wrap(because, width - 4).map((line) => `    ${line}`)]),
  ];
}

/** A value and its place, on one line or below each other. */
function placed(value: string, place: string, width: number): readonly string[] {
  const line = `${value}  ${place}`;
  return widthOf(line) <= width ? [line] : [cut(value, width), ...wrap(place, width - 2).map((part) => `  ${part}`)];
}

/** A record of a list: its facts one a line. */
function recordLines(record: unknown): readonly string[] {
  if (typeof record !== 'object' || record === null) return [`- ${short(record)}`];
  if ('state' in record && 'name' in record) return [`- ${describe(record as Fact<unknown>)}`];
  const fields = Object.entries(record).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0));
  return fields.map(([key, value], index) => `${index === 0 ? '-' : ' '} ${key}: ${fieldText(value)}`);
}

function fieldText(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return short(value);
  if (!('state' in value)) return short(value);
  const fact = value as Fact<unknown>;
  if (fact.state === 'absent') return 'not set';
  const text = fact.state === 'known' ? short(fact.value) : `unknown: ${fact.reason}`;
  const place = placeOf(fact);
  return place === '' ? text : `${text}  ${place}`;
}
