import { valueOf, type FactSet, type Known, type ServerOption } from '#rule';
import { candidatesOf } from './candidates.ts';

/** An option of the server that is set and counts, by the server's own name of it. With either of two builders it must say the same. */
export function optionNamed(facts: FactSet, name: string): ServerOption | undefined {
  const [first, ...others] = readings(facts).map((options) => effective(options, name));
  return others.every((other) => other !== undefined && first !== undefined && valueOf(other.value) === valueOf(first.value)) ? first : undefined;
}

/** The value of an option that counts, where it can be told. */
export function optionValue(facts: FactSet, name: string): Known<string> | undefined {
  const value = optionNamed(facts, name)?.value;
  return value?.state === 'known' ? value : undefined;
}

/** True for an option that nobody sets, in a place that could be read. */
export function isUnset(facts: FactSet, name: string): boolean {
  const lists = readings(facts);
  return valueOf(facts['server.optionsComplete']) === true && lists.length > 0 && lists.every((options) => effective(options, name) === undefined);
}

/** The options, once for each builder that may run; none where they could not be read. */
function readings(facts: FactSet): readonly (readonly ServerOption[])[] {
  const options = facts['server.options'];
  if (options === undefined) return [];
  if (options.state === 'absent') return [[]];
  return options.state === 'known' ? [options.value] : candidatesOf<readonly ServerOption[]>(options).map(({ value }) => value);
}

function effective(options: readonly ServerOption[], name: string): ServerOption | undefined {
  return options.find((option) => option.effective && option.name === name);
}
