import { railwayTs } from '../../adapters/railway-ts.ts';
import { IAC_PATHS } from '../../adapters/railway-ts-paths.ts';
import { alternativesOf, iacValueAt } from '../../adapters/railway-ts-values.ts';
import type { Plain, Planned } from '../../model/change.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { applyEdits, type TextEdit } from '../../text/edit.ts';
import type { FixContext, WantedFact } from '../context.ts';
import { edited, refused } from '../planned.ts';
import { effectOf, type Wanted } from './railway-ts/effect.ts';
import { pathForNew, pathInUse } from './railway-ts/option-path.ts';
import { WAYS_TO_SET, type Placement, type Way } from './railway-ts/place-value.ts';
import { WAYS_TO_REMOVE } from './railway-ts/remove-value.ts';
import { findService, type Target } from './railway-ts/target.ts';
import { quoteIn, written } from './style.ts';

/** Sets a setting of the service in `.railway/railway.ts`, or takes it away. */
export async function setRailwayTsSetting({ fact, value }: WantedFact, context: FixContext): Promise<Planned> {
  const paths: readonly string[] | undefined = fact === 'deploy.variables' ? undefined : IAC_PATHS[fact as keyof typeof IAC_PATHS];
  if (paths === undefined) return refused(`.railway/railway.ts has no option for ${fact}`);
  return change({ fact, paths, value: value === undefined ? undefined : iacValue(fact, value), result: value }, context);
}

/** Sets a variable of the service in `.railway/railway.ts`, or takes it away. */
export async function setRailwayTsVariable(variable: string, value: Plain | undefined, context: FixContext): Promise<Planned> {
  const text = value === undefined ? undefined : String(value);
  return change({ fact: 'deploy.variables', variable, paths: [`env.${variable}`, `variables.${variable}`], value: text, result: text }, context);
}

const BYTES_PER_MB = 1_000_000;

/** Railway writes policies and builders in capitals, and memory in bytes. */
function iacValue(fact: string, value: Plain): Plain {
  if (fact === 'deploy.restartPolicy' || fact === 'build.builder') return String(value).toUpperCase();
  return fact === 'deploy.memoryLimit' ? Number(value) * BYTES_PER_MB : value;
}

async function change(wanted: Wanted, context: FixContext): Promise<Planned> {
  const { name } = context.service;
  for (const path of context.files.paths.filter((each) => railwayTs.matches(each) && /\.[cm]?[jt]s$/.test(each))) {
    const file = context.files.read(path);
    const target = file === undefined ? undefined : await findService(file, name);
    if (file !== undefined && target !== undefined) return changeIn(file, target, { wanted, name });
  }
  return refused(`no .railway/railway.ts makes the service ${name}`);
}

interface Request {
  readonly wanted: Wanted;
  readonly name: string;
}

/** Tries each way and takes the first that brings what is wanted, and nothing else, when the file is read again. */
async function changeIn(file: SourceFile, target: Target, { wanted, name }: Request): Promise<Planned> {
  const reason = obstacle(target, wanted);
  if (reason !== undefined) return refused(reason);
  const effect = await effectOf(file, name, wanted);
  if (effect.isThere) return refused(`${file.path} says so already`);
  for (const way of wanted.value === undefined ? WAYS_TO_REMOVE : WAYS_TO_SET) {
    const edits = editsOf(way, target, wanted);
    if (edits === undefined || edits.length === 0) continue;
    if (await effect.isBroughtBy(applyEdits(file.text, edits))) return edited(file.path, edits);
  }
  return refused(dependsOnCondition(target, wanted) ?? `${file.path} gives no place where a change would reach ${name} alone`);
}

function dependsOnCondition({ calls }: Target, { paths }: Wanted): string | undefined {
  const depends = calls.some(({ config }) => iacValueAt(config, pathInUse(config, paths) ?? '').kind === 'choice');
  return depends ? 'its value depends on a condition that does not ask for production by its name' : undefined;
}

/** What keeps a value from being written: it depends on what only Railway knows, or is several values. */
function obstacle({ calls }: Target, { paths, fact, value }: Wanted): string | undefined {
  for (const { config } of calls) {
    const used = paths.indexOf(pathInUse(config, paths) ?? '');
    const current = iacValueAt(config, paths[used] ?? '');
    if (fact === 'deploy.replicas' && value !== undefined && current.kind === 'object' && current.properties.size > 1) return 'its replicas are spread over several regions';
    for (const path of used === -1 ? paths : paths.slice(0, used + 1)) {
      const unknown = alternativesOf(iacValueAt(config, path)).find((value) => value.kind === 'unknown');
      if (unknown?.kind === 'unknown') return unknown.reason;
    }
  }
  return undefined;
}

/** One way for all calls that make the service; what they share is changed once. */
function editsOf(way: Way, target: Target, { paths, value }: Wanted): readonly TextEdit[] | undefined {
  const code = value === undefined ? '' : written(value, quoteIn(target.tree));
  const all: TextEdit[] = [];
  for (const call of target.calls) {
    const path = pathInUse(call.config, paths) ?? (value === undefined ? undefined : pathForNew(call.config, paths, target.others));
    if (path === undefined) continue;
    const placement: Placement = { target, call, keys: path.split('.') as [string, ...string[]], code }; // A split text has a first part.
    const edits = way(placement);
    if (edits === undefined) return undefined;
    all.push(...edits.filter((edit) => !all.some((other) => other.range.start === edit.range.start && other.text === edit.text)));
  }
  return all;
}
