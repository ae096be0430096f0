import { uncertain } from '../documents/shell/expand.ts';
import { commandLine } from './argument.ts';
import type { Following } from './engine.ts';
import { MAXIMUM_PATHS } from './engine.ts';
import type { Launch, Path, ShellState, Variable } from './path.ts';
import { purposeOf } from './purpose.ts';

/** Joins ways that start the same servers, so that only what matters keeps them apart. */
export function mergePaths(paths: readonly Path[], run: Following): readonly Path[] {
  if (paths.length < 2) return paths;
  // Nothing more will be said of them, so nothing more is worth following.
  if (run.overflow) return paths.slice(0, 1);
  const merged = new Map<string, Path>();
  for (const path of paths) {
    const key = keyOf(path);
    const same = merged.get(key);
    merged.set(key, same === undefined ? path : mergeTwo(same, path));
  }
  if (merged.size > MAXIMUM_PATHS) run.overflow = true;
  return [...merged.values()].slice(0, MAXIMUM_PATHS);
}

function keyOf(path: Path): string {
  const servers = path.launches.filter((launch) => isServing(launch));
  return JSON.stringify([path.end ?? '', String(path.status), ...servers.map((launch) => [commandLine(launch.words), launch.state.directory ?? '?'])]);
}

/** True for a command that may be what the service is about, as opposed to a preparation. */
export function isServing(launch: Launch): boolean {
  const purpose = purposeOf(launch.words);
  return purpose === 'server' || purpose === 'worker' || purpose === 'program';
}

function mergeTwo(left: Path, right: Path): Path {
  const seen = new Set(left.launches.map(identityOf));
  const extra = right.launches.filter((launch) => !seen.has(identityOf(launch)));
  return { ...left, launches: extra.length === 0 ? left.launches : inOrder([...left.launches, ...extra]), state: mergeStates(left.state, right.state) };
}

function identityOf(launch: Launch): string {
  return `${launch.place.range.start}:${launch.place.range.end}:${commandLine(launch.words)}`;
}

/** Preparations of either way come before the server that both end in. */
function inOrder(launches: readonly Launch[]): readonly Launch[] {
  return [...launches.filter((launch) => !isServing(launch)), ...launches.filter((launch) => isServing(launch))];
}

function mergeStates(left: ShellState, right: ShellState): ShellState {
  if (left === right) return left;
  const variables = new Map<string, Variable>();
  for (const name of new Set([...left.variables.keys(), ...right.variables.keys()])) {
    const merged = mergeVariables(name, left.variables.get(name), right.variables.get(name));
    if (merged !== undefined) variables.set(name, merged);
  }
  return { ...left, variables, directory: left.directory === right.directory ? left.directory : undefined,
    positional: left.positional === right.positional ? left.positional : undefined,
    functions: new Map([...left.functions, ...right.functions]) };
}

function mergeVariables(name: string, left: Variable | undefined, right: Variable | undefined): Variable | undefined {
  if (left === right) return left;
  const [a, b] = [left?.expanded, right?.expanded];
  if (left !== undefined && a !== undefined && b !== undefined && a !== 'unset' && b !== 'unset' && a.text === b.text && a.value === b.value) return left;
  const place = left?.place ?? right?.place;
  const exported = left?.exported === true || right?.exported === true;
  if (left === undefined || right === undefined) {
    // One way sets it, the other leaves it to the environment: `if [ -z "$PORT" ]; then PORT=8000; fi`.
    const reason = `the environment or a condition decides $${name}`;
    return { expanded: { text: `$${name}`, value: undefined, reason, variables: [name], opaque: false, splits: false }, exported, place };
  }
  return { expanded: uncertain(`$${name}`, `a condition decides $${name}`), exported, place };
}
