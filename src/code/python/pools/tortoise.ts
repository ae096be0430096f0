import { defaulted, type Fact } from '../../../model/fact.ts';
import type { Option, Pool } from '../../../model/facts/data.ts';
import { addressOptions } from '../address-options.ts';
import { addressOf } from '../database-address.ts';
import { externalName, isFrom } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite, Spot } from '../python-file.ts';
import { argumentOf, dictEntries, optionsOf, type Keyword } from '../shown.ts';
import { numberedOption, poolPlace } from './pool.ts';

/** https://tortoise.github.io/databases.html: the size stands in the address or in the credentials. */
const REFERENCE = 'https://tortoise.github.io/databases.html#postgresql';

const MAKERS = ['Tortoise.init', 'register_tortoise', 'RegisterTortoise'] as const;

/** One pool for each connection that Tortoise is told: `db_url=`, or the `connections` of its configuration. */
export function readTortoisePools(program: Program): readonly Pool[] {
  return [...callsOf(program)].flatMap((site): readonly Pool[] => {
    if (!isFrom(externalName(program, site.call.callee, site.place), 'tortoise', ...MAKERS)) return [];
    const url = argumentOf(site.call, undefined, 'db_url');
    if (url !== undefined) return [poolAt(program, site, { expression: url, place: site.place })];
    const config = argumentOf(site.call, 0, 'config');
    return connectionsOf(program, config && { expression: config, place: site.place }).map(({ spot }) => poolAt(program, site, spot));
  });
}

function connectionsOf(program: Program, config: Spot | undefined): readonly Keyword[] {
  const entries = config === undefined ? undefined : dictEntries(program, config);
  const connections = entries?.find(({ name }) => name === 'connections');
  return (connections && dictEntries(program, connections.spot)) ?? [];
}

/** A connection is an address, or a dictionary with credentials. */
function poolAt(program: Program, site: CallSite, connection: Spot): Pool {
  const credentials = dictEntries(program, connection)?.find(({ name }) => name === 'credentials');
  const entries = credentials === undefined ? [] : dictEntries(program, credentials.spot) ?? [];
  const host = entries.find(({ name }) => name === 'host' || name === 'file_path')?.spot;
  const address = addressOf(program, credentials === undefined ? connection : host, { expression: site.call, place: site.place }, 'async');
  const options = credentials === undefined ? addressOptions(program, connection) : optionsOf(program, entries);
  const maximum = sizeIn(options);
  return {
    ...poolPlace(program, site), library: 'tortoise', driver: address.driver, kind: address.kind ?? 'postgresql',
    size: maximum, overflow: defaulted('overflow', 0, 'Tortoise ORM', REFERENCE), maximum, options, database: address.database,
  };
}

function sizeIn(options: readonly Option[]): Fact<number> {
  const written = options.find(({ name }) => name === 'maxsize' || name === 'url.maxsize');
  return written === undefined ? defaulted('maxsize', 5, 'Tortoise ORM', REFERENCE) : numberedOption('maxsize', written.value);
}
