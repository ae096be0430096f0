import { externalName, isFrom } from '../../../code/python/origins.ts';
import { callsOf, type Program } from '../../../code/python/program.ts';
import type { CallSite } from '../../../code/python/python-file.ts';
import { scopeOf } from '../../../code/python/scopes.ts';
import { statementsAround } from '../../../code/python/walk.ts';
import { valueOf } from '../../../model/fact.ts';
import type { Planned } from '../../../model/change.ts';
import { insertAt } from '../../../text/edit.ts';
import { indentUnitOf, newlineOf } from '../../../text/layout.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { programOf } from '../program.ts';
import { writtenAt } from '../written-at.ts';

/**
 * `post_fork` at the end of gunicorn's configuration, in which each worker forgets the connections of its parent.
 * https://docs.sqlalchemy.org/en/20/core/pooling.html#using-connection-pools-with-multiprocessing-or-os-fork
 */
export async function disposeAfterFork({ at: [at] }: Rewrite, context: FixContext): Promise<Planned> {
  const found = await writtenAt(at, context);
  if (typeof found === 'string') return refused(found);
  const { file, tree } = found;
  if (tree.body.some((each) => each.kind === 'function' && each.name === 'post_fork')) return refused(`${file.path} has a post_fork already`);
  const engine = onlyEngine(await programOf(context));
  if (typeof engine === 'string') return refused(engine);
  const module = moduleName(engine.site.place.file.path, context);
  if (module === undefined) return refused('the module of the engine lies outside of the folder in which the server starts');
  const newline = newlineOf(file.text);
  const unit = indentUnitOf(file.text) ?? '    ';
  const owner = engine.isAsync ? `${engine.name}.sync_engine` : engine.name;
  const lines = ['def post_fork(server, worker):', `${unit}from ${module} import ${engine.name}`, '', `${unit}${owner}.dispose(close=False)`, ''];
  const gap = file.text.endsWith('\n') || file.text === '' ? '' : newline;
  return edited(file.path, [insertAt(file.text.length, `${gap}${newline}${newline}${lines.join(newline)}`)]);
}

interface Engine {
  readonly site: CallSite;
  readonly name: string;
  readonly isAsync: boolean;
}

/** The engine that the program makes at the top of a module, or why there is no such one. */
function onlyEngine(program: Program): Engine | string {
  const found = [...callsOf(program)].flatMap((site): readonly Engine[] => {
    const external = externalName(program, site.call.callee, site.place);
    const isEngine = isFrom(external, 'sqlalchemy', 'create_engine', 'create_async_engine') || isFrom(external, 'sqlmodel', 'create_engine');
    const statement = statementsAround(site.place.file.tree.body, site.call.range).at(-1)?.statement;
    const [target] = statement?.kind === 'assign' && statement.value === site.call ? statement.targets : [];
    if (!isEngine || !scopeOf(program, site).served || site.place.chain.length > 0 || target?.kind !== 'name') return [];
    return [{ site, name: target.name, isAsync: external?.endsWith('create_async_engine') === true }];
  });
  const [engine, ...others] = found;
  if (engine === undefined) return 'no module of the program makes an engine at its top';
  return others.length > 0 ? 'the program makes several engines' : engine;
}

function moduleName(path: string, { service }: FixContext): string | undefined {
  const folder = valueOf(service.facts['start.directory']) ?? service.root;
  if (folder !== '' && !path.startsWith(`${folder}/`)) return undefined;
  const inner = folder === '' ? path : path.slice(folder.length + 1);
  const module = inner.replace(/(\/__init__)?\.py$/, '').replaceAll('/', '.');
  return /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/.test(module) ? module : undefined;
}
