import type { PythonCall, PythonFunction } from '../../../documents/python-tree.ts';
import type { Program } from '../program.ts';
import type { DefinitionSite } from '../python-file.ts';
import { isScriptFile } from '../scopes.ts';
import { argumentOf } from '../shown.ts';

const VERBS = ['get', 'post', 'put', 'patch', 'delete'];

/** A function below the decorator of a route. */
export interface RouteHandler {
  readonly site: DefinitionSite<PythonFunction>;
  readonly methods: readonly string[];
  readonly path: string | undefined;
  readonly decorator: PythonCall;
}

const FOUND = new WeakMap<Program, readonly RouteHandler[]>();

/** Handlers of FastAPI, Flask and their kin, by their decorators. */
export function routeHandlers(program: Program): readonly RouteHandler[] {
  const known = FOUND.get(program);
  if (known !== undefined) return known;
  const found = [...program.files.values()].filter((file) => !isScriptFile(program, file))
    .flatMap((file) => file.functions.flatMap((site) => handlerOf(program, site) ?? []));
  FOUND.set(program, found);
  return found;
}

function handlerOf(program: Program, site: DefinitionSite<PythonFunction>): RouteHandler | undefined {
  if (program.marks.get(site.node) !== 'request') return undefined;
  for (const decorator of site.node.decorators) {
    if (decorator.kind !== 'call' || decorator.callee.kind !== 'attribute') continue;
    const { name } = decorator.callee;
    if (!VERBS.includes(name) && name !== 'route' && name !== 'api_route') continue;
    const path = argumentOf(decorator, 0, 'path', 'rule');
    return { site, decorator, path: path?.kind === 'string' ? path.value : undefined, methods: VERBS.includes(name) ? [name.toUpperCase()] : methodsIn(decorator) };
  }
  return undefined;
}

function methodsIn(decorator: PythonCall): readonly string[] {
  const methods = argumentOf(decorator, undefined, 'methods');
  if (methods?.kind !== 'list' && methods?.kind !== 'tuple') return ['GET'];
  return methods.items.flatMap((each) => (each.kind === 'string' ? [each.value.toUpperCase()] : []));
}
