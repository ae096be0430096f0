import type { CatalogueSource } from './catalogue-source.ts';
import { checkOfCondition } from './condition.ts';
import { editionFrom, type Edition } from './edition.ts';
import { ruleDefinition, type Rule } from './rule.ts';
import type { DatedValue, Lifecycle, Tables } from './tables.ts';

/** Everything the rules folder holds. */
export interface Catalogue {
  /** Sorted by id. */
  readonly rules: readonly Rule[];
  readonly editions: ReadonlyMap<string, Edition>;
  readonly tables: Tables;
}

/** The edition that counts when nobody asks for another one. */
export const CURRENT_EDITION = '2026.1';

let loading: Promise<Catalogue> | undefined;

/** The catalogue of the package, made once. */
export function loadCatalogue(): Promise<Catalogue> {
  loading ??= import('#catalogue').then(async ({ readCatalogue }) => catalogueFrom(await readCatalogue()));
  return loading;
}

/** Joins definitions with their checks. A rule without either a condition or a check throws: it is our mistake. */
function catalogueFrom(source: CatalogueSource): Catalogue {
  const rules = Object.entries(source.rules).map(([path, raw]): Rule => {
    const definition = ruleDefinition(path, raw);
    const check = source.checks[definition.id]
      ?? (definition.failWhen === undefined ? undefined : checkOfCondition(definition, definition.failWhen));
    if (check === undefined) throw new Error(`rules/${path} has neither fail-when nor a check`);
    return { ...definition, check };
  });
  rules.sort((a, b) => (a.id < b.id ? -1 : 1));
  const editions = Object.entries(source.editions).map(([path, raw]) => editionFrom(path, raw));
  return { rules, editions: new Map(editions.map((edition) => [edition.id, edition])), tables: tablesFrom(source.tables) };
}

/** end-of-life.yaml holds lifecycles; every other file of rules/data holds dated values. */
function tablesFrom({ 'end-of-life': lifecycles, ...others }: Readonly<Record<string, unknown>>): Tables {
  const values = Object.entries(others).flatMap(([file, keys]) =>
    Object.entries(keys as Record<string, DatedValue>).map(([key, value]) => [`${file}/${key}`, value] as const));
  return { lifecycles: new Map(Object.entries((lifecycles ?? {}) as Record<string, Lifecycle>)), values: new Map(values) };
}

/** The rules that run in an edition, with the parameters it sets. */
export function rulesOfEdition(catalogue: Catalogue, edition: Edition): readonly Rule[] {
  return catalogue.rules
    .filter((rule) => rule.editions === undefined || rule.editions.includes(edition.id))
    .map((rule) => ({ ...rule, params: { ...rule.params, ...rule.paramsIn[edition.id], ...edition.rules.get(rule.id)?.params } }));
}
