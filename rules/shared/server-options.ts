import { valueOf, type FactSet, type Known, type ServerOption } from '#rule';

/** An option of the server that is set and counts, by the server's own name of it. */
export function optionNamed(facts: FactSet, name: string): ServerOption | undefined {
  return (valueOf(facts['server.options']) ?? []).find((option) => option.effective && option.name === name);
}

/** The value of an option that counts, where it can be told. */
export function optionValue(facts: FactSet, name: string): Known<string> | undefined {
  const value = optionNamed(facts, name)?.value;
  return value?.state === 'known' ? value : undefined;
}

/** True for an option that nobody sets, in a place that could be read. */
export function isUnset(facts: FactSet, name: string): boolean {
  return valueOf(facts['server.optionsComplete']) === true && optionNamed(facts, name) === undefined;
}
