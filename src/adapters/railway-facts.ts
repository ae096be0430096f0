import { RAILWAY_KEYS } from '../adapters/railway-fields.ts';
import type { Plain } from '../model/change.ts';
import type { FactName } from '../model/facts.ts';

/** The settings of Railway that state a fact, by the names that its files use: `deploy.healthcheckPath`. Empty where none does. */
export function settingOfFact(fact: FactName): string | undefined {
  return RAILWAY_KEYS.find((key) => key.fact === fact && key.path !== undefined)?.path?.join('.');
}

/** A value of a fact as Railway writes it in that setting: `RAILPACK`; undefined where it has no word for it. */
export function settingValue(fact: FactName, value: Plain): Plain | undefined {
  return RAILWAY_KEYS.find((key) => key.fact === fact && key.path !== undefined)?.written(value, undefined);
}

/** The facts that a setting states. */
export function factsOfSetting(setting: string): readonly FactName[] {
  return RAILWAY_KEYS.filter(({ path }) => path?.join('.') === setting).map(({ fact }) => fact);
}
