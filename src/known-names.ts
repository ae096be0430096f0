import type { KnownNames } from './config/context.ts';
import type { Catalogue } from './rules/catalogue.ts';
import { categoryOf } from './score/score.ts';

/** The names that a configuration file may use: rules of every edition, their categories, the editions. */
export function knownNames(catalogue: Catalogue): KnownNames {
  const rules = catalogue.rules.map(({ id }) => id);
  return { rules, categories: [...new Set(rules.map(categoryOf))].sort(), editions: [...catalogue.editions.keys()].sort() };
}
