import { valueOf, type FactSet } from '#rule';

/** True when the start command, or a command that it runs, writes the variable: `$PYTHON_VERSION`. */
export function isUsedByCommand(name: string, facts: FactSet): boolean {
  const commands = [facts['start.command'], facts['start.serverCommand']].map((fact) => valueOf(fact) ?? '');
  const steps = (valueOf(facts['start.steps']) ?? []).map(({ at }) => at.value);
  return [...commands, ...steps].some((text) => isNamedIn(text, name));
}

/** True when a text of the shell writes a variable: `$PORT`, `${PORT:-8000}`. */
export function isNamedIn(text: string, name: string): boolean {
  return new RegExp(`\\$\\{?${name}\\b`).test(text);
}
