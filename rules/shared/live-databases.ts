import { parseImageName, tableList, valueOf, type FactSet, type LiveNeighbour, type LiveVariable, type ServiceVariable, type Tables } from '#rule';

/** A database of the same environment that a variable of the service refers to. */
export interface ReferredDatabase {
  readonly database: LiveNeighbour;
  readonly kind: DatabaseKind;
  readonly variable: ServiceVariable;
}

export type DatabaseKind = 'sql' | 'mongodb' | 'redis';

/** Images of databases by the last part of their name; those of Railway's own templates end in `-ssl`. */
const IMAGES: readonly (readonly [RegExp, DatabaseKind])[] = [
  [/^(?:postgres(?:ql)?|postgis|pgvector|timescaledb(?:-ha)?|mysql|mysql-server|mariadb|percona)(?:-ssl)?$/, 'sql'],
  [/^(?:mongo|mongodb)(?:-ssl)?$/, 'mongodb'],
  [/^(?:redis|redis-stack|redis-stack-server|valkey|keydb|dragonfly)(?:-ssl)?$/, 'redis'],
];

/** The databases that the service's variables refer to (`${{Postgres.DATABASE_URL}}`), each once. A service is one by its image. */
export function referredDatabases(facts: FactSet): readonly ReferredDatabase[] {
  const variables = valueOf(facts['live.variables']) ?? [];
  const shared = valueOf(facts['live.service'])?.sharedVariables ?? [];
  return (valueOf(facts['live.neighbours']) ?? []).flatMap((database): readonly ReferredDatabase[] => {
    const variable = variables.find((each) => refersTo(each, database.name, shared));
    const kind = kindOf(database);
    return variable === undefined || kind === undefined ? [] : [{ database, kind, variable }];
  });
}

/** By itself, or by a variable of the environment that it uses. */
function refersTo({ references }: LiveVariable, name: string, shared: readonly LiveVariable[]): boolean {
  return references.some(({ service, variable }) =>
    service === name || (service === 'shared' && shared.some((each) => each.name === variable && each.references.some((reference) => reference.service === name))));
}

function kindOf({ source: { image } }: LiveNeighbour): DatabaseKind | undefined {
  const name = image === undefined ? '' : (parseImageName(image).repository.split('/').at(-1) ?? '');
  return IMAGES.find(([pattern]) => pattern.test(name))?.[1];
}

/** A region of Railway without the part that names a data centre, `us-east4`; undefined for one that its documentation does not list. */
export function placeOf(region: string, tables: Tables): string | undefined {
  const place = withoutCentre(region);
  return tableList(tables, 'railway/regions').some((known) => withoutCentre(known) === place) ? place : undefined;
}

function withoutCentre(region: string): string {
  return region.split('-').slice(0, 2).join('-');
}

/** Where a database keeps its data: the region of its volume, or else the only one of its replicas. */
export function regionOf({ volumes, regions }: LiveNeighbour): string | undefined {
  const places = volumes.length > 0 ? volumes.map(({ region }) => region) : regions;
  return places.length === 1 ? places[0] : undefined;
}
