import { absent, defaulted, undecidable } from '../../../model/fact.ts';
import type { Fact, Known } from '../../../model/fact.ts';
import type { Pool } from '../../../model/facts/data.ts';
import { instanceOf } from '../names/instances.ts';
import { surroundingsOf } from '../names/scope-of.ts';
import { placeOf, sitesOf } from '../names/sites.ts';
import { factOf, numberOf } from '../names/value-facts.ts';
import { readValue } from '../names/values.ts';
import type { Value } from '../names/values.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Place, Site } from '../syntax/module.ts';
import { numberInAddress } from './address.ts';
import { agreedPool, chosenOptions } from './chosen-options.ts';
import { addressFact, hasHiddenOptions, isSetLater, listOptions, optionsOf, optionValue } from './options.ts';
import { POOL_LIBRARIES } from './pool-libraries.ts';
import type { PoolLibrary } from './pool-libraries.ts';
import { readPrismaPools } from './prisma.ts';

/** Pools and connections that the program opens. */
export function readPools(project: CodeProject): Pool[] {
  const pools = POOL_LIBRARIES.flatMap((library) => sitesOf(project, ...library.keys)
    .filter((site) => opens(project, site, library)).map((site) => readPool(project, site, library)));
  return [...pools, ...readPrismaPools(project)];
}

/** `drizzle(pool)` and `new PgBoss({ db })` share what is open already; `fp(connect)` calls nothing. */
function opens(project: CodeProject, site: Site, library: PoolLibrary): boolean {
  const [first] = site.node.arguments;
  if (library.library === 'pg-boss') return optionValue(project, optionsOf(project, site), 'db') === undefined;
  if (library.takesPool !== true) return true;
  if (first === undefined || first.type === 'SpreadElement' || instanceOf(project, site.module, first) !== undefined) return false;
  const options = optionsOf(project, site);
  if (options !== undefined) return optionValue(project, options, 'client') === undefined && ['connection', 'connection.connectionString', 'connection.url'].some((key) => optionValue(project, options, key) !== undefined);
  return ['literal', 'environment'].includes(readValue(project, site.module, first).kind);
}

function readPool(project: CodeProject, site: Site, library: PoolLibrary): Pool {
  const [first, ...others] = chosenOptions(project, site).map((options) => poolWith(project, site, library, options));
  return first === undefined ? poolWith(project, site, library, optionsOf(project, site)) : agreedPool([first, ...others]);
}

function poolWith(project: CodeProject, site: Site, library: PoolLibrary, options: Place | undefined): Pool {
  const at = codeFact('database.pool', placeOf(site));
  const address = addressValue(project, site, library, options);
  const kind = kindOf(project, library, options, address);
  const { scope, within } = surroundingsOf(project, site);
  const maximum = kind === 'sqlite' ? defaulted('database.pool.maximum', 1, library.library, library.reference) : limitOf(project, { site, library, options, address, at });
  return {
    at, library: library.library, driver: library.driver ?? driverOf(kind), size: { ...maximum, name: 'database.pool.size' },
    overflow: defaulted('database.pool.overflow', 0, library.library, library.reference), maximum, scope, within,
    options: listOptions(project, options), database: addressFact(address, project) ?? absent('database.name', site.module.file), served: scope !== 'script', kind,
  };
}

interface Opened {
  readonly site: Site;
  readonly library: PoolLibrary;
  readonly options: Place | undefined;
  readonly address: Value | undefined;
  readonly at: Known<string>;
}

function limitOf(project: CodeProject, { site, library, options, address, at }: Opened): Fact<number> {
  const name = 'database.pool.maximum';
  for (const path of isSetLater(project, options, library.limits) ? [] : library.limits) {
    const value = optionValue(project, options, path);
    if (value === undefined || value.kind === 'nothing') continue;
    const fact = factOf(project, name, value, numberOf);
    if (fact.state === 'known' && fact.value === 0) return library.driver === 'mongodb' ? { ...fact, value: Number.POSITIVE_INFINITY } : defaulted(name, library.standard, library.library, library.reference);
    return fact;
  }
  const inAddress = library.inAddress === undefined ? undefined : numberInAddress(project, address, library.inAddress);
  if (inAddress !== undefined) return { ...inAddress, name };
  const isHidden = library.limits.length > 0 && (hasHiddenOptions(project, site, options) || isSetLater(project, options, library.limits));
  if (isHidden) return undecidable(name, 'its options come from a place that we cannot follow', [at]);
  return defaulted(name, library.standard, library.library, library.reference);
}

function addressValue(project: CodeProject, site: Site, library: PoolLibrary, options: Place | undefined): Value | undefined {
  const [first] = site.node.arguments;
  if (library.addressFirst && first !== undefined && first.type !== 'SpreadElement') {
    const value = readValue(project, site.module, first);
    if (value.kind !== 'structure') return value;
  }
  return library.addresses.map((path) => optionValue(project, options, path)).find((value) => value !== undefined && value.kind !== 'structure' && value.kind !== 'nothing');
}

const KINDS: readonly (readonly [RegExp, string])[] = [[/^(?:pg|postgres)/i, 'postgresql'], [/^(?:mysql|mariadb)/i, 'mysql'], [/sqlite|^file:|:memory:/i, 'sqlite'], [/^mongodb/i, 'mongodb'],
  [/^mssql|^tedious/i, 'mssql']];

function kindOf(project: CodeProject, library: PoolLibrary, options: Place | undefined, address: Value | undefined): string | undefined {
  if (library.kind !== undefined) return library.kind;
  const named = library.kindOption === undefined ? undefined : optionValue(project, options, library.kindOption);
  const texts = [named, address].flatMap((value) => (value?.kind === 'literal' ? [String(value.value)] : value?.kind === 'environment' && value.fallback?.kind === 'literal' ? [String(value.fallback.value)] : []));
  return texts.map((text) => KINDS.find(([pattern]) => pattern.test(text))?.[1]).find((kind) => kind !== undefined);
}

function driverOf(kind: string | undefined): string | undefined {
  return kind === 'postgresql' ? 'pg' : kind === 'mysql' ? 'mysql2' : kind;
}
