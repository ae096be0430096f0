import { valueOf, type Evidence, type Fact, type FactSet, type Known } from '#rule';
import { isProgram } from './listening.ts';
import { recordsIn } from './records.ts';
import { variableAt } from './variables.ts';
import { decidingVariable } from './written.ts';

/** A port with what says so. */
export interface NamedPort {
  readonly value: number;
  readonly at: Evidence;
}

/**
 * The ports on which the program listens, where all of them are certain: numbers in its command or code, or PORT as the platform has it for the
 * service. Undefined where one cannot be told: Railway chooses PORT itself where nobody sets it.
 */
export function portsOf(facts: FactSet): readonly NamedPort[] | undefined {
  const port = facts['server.port'];
  if (port?.state === 'known') return all([portOf(port, facts)]);
  const server = valueOf(facts['start.server']);
  // Where no application was read, what listens may be something beside it: its metrics, its debugger.
  if (port?.state === 'unresolved' || server === undefined || !isProgram(server) || facts['web.app']?.state !== 'known') return undefined;
  return all((recordsIn(facts['web.listens']) ?? []).map((listen) => portOf(listen.port, facts)));
}

function all(ports: readonly (NamedPort | undefined)[]): readonly NamedPort[] | undefined {
  const certain = ports.filter((port) => port !== undefined);
  return certain.length === ports.length ? certain : undefined;
}

function portOf(port: Fact<number | string>, facts: FactSet): NamedPort | undefined {
  if (port.state !== 'known') return undefined;
  const variable = typeof port.value === 'string' ? port.value : decidingVariable(port) ?? variableAt(port, facts['build.variables'])?.variable;
  if (variable === undefined) return isChosen(port) && typeof port.value === 'number' ? { value: port.value, at: port } : undefined;
  return /^\$?\{?PORT\b/.test(variable) ? portVariable(facts) : undefined;
}

/** A server's default may give way to PORT, which the platform always sets. */
function isChosen({ provenance }: Known<unknown>): boolean {
  return provenance.kind === 'declared';
}

function portVariable(facts: FactSet): NamedPort | undefined {
  const variable = (valueOf(facts['live.variables']) ?? []).find(({ name }) => name === 'PORT');
  return variable?.value !== undefined && /^\d{1,5}$/.test(variable.value) ? { value: Number(variable.value), at: variable.at } : undefined;
}
