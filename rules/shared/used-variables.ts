import { valueOf, type FactSet } from '#rule';

/** True when the start command, or a command that it runs, writes the variable: `$PYTHON_VERSION`. */
export function isUsedByCommand(name: string, facts: FactSet): boolean {
  const commands = [facts['start.command'], facts['start.serverCommand']].map((fact) => valueOf(fact) ?? '');
  const steps = (valueOf(facts['start.steps']) ?? []).map(({ at }) => at.value);
  return [...commands, ...steps].some((text) => new RegExp(`\\$\\{?${name}\\b`).test(text));
}

/** True for a build by one of Railway's own builders. */
export function isBuiltByRailway(facts: FactSet): boolean {
  return valueOf(facts['build.builder']) === 'nixpacks' || valueOf(facts['build.builder']) === 'railpack';
}
