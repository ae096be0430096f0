import { NOT_JOINED, type FactLayout } from './explain-facts.ts';
import { valueOf, type Fact } from './model/fact.ts';
import { FACTS, isFactName } from './model/fact-names.ts';
import type { Override, Service } from './model/project.ts';
import { placeOf, short } from './reporters/evidence.ts';
import { cut, shown } from './reporters/text/width.ts';
import { wrap } from './reporters/text/wrap.ts';

const ABOUT = 'What Railway says of a service: --live asks its CLI, --live-from FILE and `live: FILE` in optimize.yaml read what `optimize railway pull --output FILE` '
  + 'wrote. The word of .railway/railway.ts, railway.toml and railway.json goes before it, and it goes before a Procfile, a Dockerfile and defaults. '
  + 'Of a variable the shape is kept, never the value.';

/** What a fact of the platform is, which there are, and of each service what Railway decides and what goes before its word. */
export function explainLive(services: readonly Service[], layout: FactLayout): readonly string[] {
  const { width, paint } = layout;
  const names = Object.keys(FACTS).filter(isFactName).filter((name) => name.startsWith('live.'));
  const column = Math.max(...names.map(({ length }) => length)) + 2;
  return [
    paint.bold('live'), ...wrap(ABOUT, width), '',
    ...names.flatMap((name) => wrap(FACTS[name][1], width - column - 2).map((line, index) => `  ${(index === 0 ? name : '').padEnd(column)}${line}`)),
    ...services.flatMap((service) => ['', paint.cyan(`in ${service.name}`), ...liveHere(service, width - 2).map((line) => (line === '' ? '' : `  ${line}`))]),
  ];
}

function liveHere({ facts, overrides }: Service, width: number): readonly string[] {
  const link = valueOf(facts['live.service']);
  if (link === undefined) return wrap(NOT_JOINED, width);
  const said = Object.keys(facts).filter(isFactName).filter((name) => !name.startsWith('live.')).map((name) => facts[name] as Fact<unknown>).filter(isSaidThere);
  const unset = said.filter(({ state }) => state === 'absent').map(({ name }) => name);
  const lost = overrides.filter(({ loser }) => isSaidThere(loser));
  return [
    ...wrap(shown(`on Railway as ${link.name}: ${link.environment.name} of ${link.project.name}, read ${link.readAt.slice(0, 16).replace('T', ' ')}`), width),
    '', 'Railway decides:', ...said.flatMap((fact) => decidedHere(fact, width - 2)),
    ...(unset.length === 0 ? [] : wrap(`not set there: ${unset.join(', ')}`, width - 2, '  ').map((line) => `  ${line}`)),
    ...(lost.length === 0 ? [] : ['', 'something else goes before its word:']), ...lost.flatMap((override) => lostHere(override, facts, width - 2)),
  ];
}

/** A value with the field that holds it; the service and the environment are said above. */
function decidedHere(fact: Fact<unknown>, width: number): readonly string[] {
  if (fact.state !== 'known' || fact.provenance.kind !== 'live') return [];
  return [cut(`  ${fact.name} = ${short(fact.value)}  ${shown(fact.provenance.place.field)}`, width)];
}

/** True for what the platform itself says, and no file beside it. */
function isSaidThere(fact: Fact<unknown>): boolean {
  return fact.state === 'absent' ? fact.file === undefined && fact.live !== undefined : fact.provenance.kind === 'live';
}

/** A setting of the platform that does not count, and what does. */
function lostHere({ name, loser, because }: Override, facts: Service['facts'], width: number): readonly string[] {
  const winner = isFactName(name) ? facts[name] as Fact<unknown> | undefined : undefined;
  const winning = winner === undefined ? '' : placeOf(winner);
  const why = winning === '' ? because : `${winning} wins over ${placeOf(loser)}: ${because}`;
  return [cut(`  ${name} = ${short(loser.value)}`, width), ...wrap(why, width - 2).map((line) => `    ${line}`)];
}
