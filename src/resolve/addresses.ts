import { declared, derive, valueOf, type Fact, type Known } from '../model/fact.ts';
import type { Variable } from '../model/facts/build.ts';
import type { AddressUse } from '../model/facts/code.ts';
import type { FactName } from '../model/facts.ts';
import { addressesIn } from '../code/platform-addresses.ts';

type Facts = ReadonlyMap<FactName, Fact<unknown>>;

/** Prefixes by which tools put a variable into what the browser gets. https://nextjs.org/docs/app/guides/environment-variables, https://vite.dev/guide/env-and-mode */
const IN_BROWSER = /^(?:NEXT_PUBLIC|VITE|REACT_APP|NUXT_PUBLIC|GATSBY|EXPO_PUBLIC|VUE_APP)_/;

/** Addresses of the platform's networks: those that variables in files hold, and those of the code. Rules of their own judge variables on the platform. */
export function addressFact(facts: Facts): Fact<readonly AddressUse[]> | undefined {
  const ofCode = facts.get('code.addresses') as Fact<readonly AddressUse[]> | undefined;
  const variables = (['deploy.variables', 'build.variables'] as const).flatMap((name) => (valueOf(facts.get(name)) ?? []) as readonly Variable[]);
  const uses = variables.filter(({ scope, at }) => scope !== 'example' && at.provenance.kind !== 'live').flatMap(usesOf);
  if (uses.length === 0) return ofCode;
  const all = [...uses, ...(valueOf(ofCode) ?? [])];
  return derive('code.addresses', all.map(({ at }) => at), () => all);
}

function usesOf({ variable, value, at }: Variable): readonly AddressUse[] {
  return addressesIn(value ?? '').map(({ url }) => ({ at: placeOf(url, at), url, side: IN_BROWSER.test(variable) ? 'browser' : 'server', name: variable }));
}

/** The address itself, where it stands behind the variable on its line; else the variable. */
function placeOf(url: string, at: Known<string>): Known<string> {
  if (at.provenance.kind !== 'declared') return at;
  const { file, range } = at.provenance;
  const end = file.text.indexOf('\n', range.start);
  const start = file.text.indexOf(url, range.start);
  const isThere = start !== -1 && (end === -1 || start + url.length <= end);
  return isThere ? declared('code.address', url, file, { start, end: start + url.length }) : at;
}
