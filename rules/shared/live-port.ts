import { valueOf, type Evidence, type FactSet, type Known, type Listen } from '#rule';
import { hasProxy, isImageVariable } from './listening.ts';
import { liveVariable } from './live-variables.ts';
import { decidingVariable } from './written.ts';

/** What a program listens on. */
export interface ListenedPorts {
  /** Where it takes the port from PORT; undefined where it does not. */
  readonly variable: Known<number | string> | undefined;
  /** Numbers that it listens on whatever PORT says. */
  readonly numbers: readonly Known<number>[];
}

/** The port that PORT gives on the platform; undefined where it is not set, or nobody may see it. */
export function livePort(facts: FactSet): Known<number> | undefined {
  const variable = liveVariable(facts, 'PORT');
  const text = variable?.quoted === undefined ? variable?.value?.trim() ?? '' : '';
  return variable === undefined || !/^\d+$/.test(text) ? undefined : { ...variable.at, name: 'PORT', value: Number(text) };
}

/** What the program listens on; undefined where that cannot be told, or a proxy stands in front of it. */
export function listenedPorts(facts: FactSet): ListenedPorts | undefined {
  if (hasProxy(facts['start.steps'])) return undefined;
  const port = facts['server.port'];
  if (port?.state === 'known') return ofServer(port, facts);
  return port === undefined || port.state === 'absent' ? ofProgram(valueOf(facts['web.listens']) ?? []) : undefined;
}

function ofServer(port: Known<number | string>, facts: FactSet): ListenedPorts | undefined {
  const variable = typeof port.value === 'string' ? /\w+/.exec(port.value)?.[0] : decidingVariable(port);
  const isGunicornDefault = valueOf(facts['start.server']) === 'gunicorn' && port.provenance.kind === 'default';
  if (variable === 'PORT' || isGunicornDefault || isLive(port) || isImageVariable(port, 'PORT', facts['build.variables'])) return { variable: port, numbers: [] };
  return variable === undefined && typeof port.value === 'number' ? { variable: undefined, numbers: [{ ...port, value: port.value }] } : undefined;
}

/** A number that comes from the platform is that of PORT. */
function isLive(evidence: Evidence): boolean {
  if (evidence.state === 'absent') return evidence.live !== undefined;
  const { provenance } = evidence;
  return provenance.kind === 'live' || (provenance.kind === 'derived' && provenance.from.some(isLive));
}

/** Every port that the program opens must be known: one that is not may be the one that is asked for. */
function ofProgram(listens: readonly Listen[]): ListenedPorts | undefined {
  const ports = listens.map(({ port }) => port);
  const known = ports.filter((port) => port.state === 'known');
  if (known.length === 0 || known.length < ports.length || known.some(({ value }) => typeof value === 'string' && value !== 'PORT')) return undefined;
  return {
    variable: known.find(({ value }) => value === 'PORT'),
    numbers: known.flatMap((port) => (typeof port.value === 'number' ? [{ ...port, value: port.value }] : [])),
  };
}
