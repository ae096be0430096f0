import type { PythonExpression, PythonFunction } from '../../../documents/python-tree.ts';
import { declared, type Known } from '../../../model/fact.ts';
import { follow, mayRun, targetsOf } from '../follow.ts';
import { classOf, externalName, functionOf, isFrom, originOf } from '../origins.ts';
import { instanceOf } from '../instances.ts';
import { moduleOf, type Program } from '../program.ts';
import type { Place, PythonFile } from '../python-file.ts';
import { settingsOf } from '../settings-module.ts';
import { argumentOf } from '../shown.ts';
import { asksWho } from './access.ts';
import type { FoundRoute, FoundRoutes } from './route-tree.ts';

interface Walk {
  readonly program: Program;
  readonly routes: FoundRoute[];
  readonly open: Set<PythonFile>;
  complete: boolean;
}

interface Prefix {
  readonly text: string;
  readonly known: boolean;
}

/** The routes of a Django project from ROOT_URLCONF on. */
export function djangoRoutes(program: Program): FoundRoutes {
  const walk: Walk = { program, routes: [], open: new Set(), complete: true };
  const root = rootConf(program);
  if (root === undefined) return { routes: [], complete: false };
  visitFile(walk, root, { text: '/', known: true });
  return { routes: walk.routes, complete: walk.complete };
}

/** The list of routes that ROOT_URLCONF names: the last place that gives it its value. */
export function djangoRoot(program: Program): Known<string> | undefined {
  const root = rootConf(program);
  const binding = root?.bindings.names.get('urlpatterns')?.findLast((each) => each.kind === 'value' && each.operator === '=');
  return root === undefined || binding === undefined ? undefined : declared('application', 'urlpatterns', root.source, binding.range);
}

function rootConf(program: Program): PythonFile | undefined {
  const setting = settingsOf(program, 'ROOT_URLCONF').at(-1);
  const followed = setting && follow(program, setting.spot);
  if (followed?.state !== 'literal' || typeof followed.value !== 'string' || setting === undefined) return undefined;
  const found = program.finder.find(followed.value, 0, setting.spot.place.file.path);
  return found && program.files.get(found.path);
}

function visitFile(walk: Walk, file: PythonFile, prefix: Prefix): void {
  if (walk.open.has(file) || walk.routes.length > 5000) return;
  walk.open.add(file);
  const bindings = file.bindings.names.get('urlpatterns') ?? [];
  if (bindings.length === 0) walk.complete = false;
  for (const binding of bindings) {
    if (binding.kind !== 'value' || !mayRun(walk.program, binding.guards, moduleOf(file))) continue;
    visitPatterns(walk, binding.value, moduleOf(file), prefix);
  }
  for (const { call, place } of file.calls) {
    const { callee } = call;
    const extends_ = callee.kind === 'attribute' && ['append', 'extend', 'insert'].includes(callee.name)
      && callee.object.kind === 'name' && callee.object.name === 'urlpatterns';
    if (extends_) for (const { value } of call.arguments) visitPatterns(walk, value, place, prefix);
  }
  walk.open.delete(file);
}

function visitPatterns(walk: Walk, expression: PythonExpression, place: Place, prefix: Prefix): void {
  const visit = (inner: PythonExpression, at = place) => visitPatterns(walk, inner, at, prefix);
  switch (expression.kind) {
    case 'list': case 'tuple':
      for (const item of expression.items) visit(item);
      return;
    case 'binary':
      visit(expression.left);
      visit(expression.right);
      return;
    case 'number': return;
    case 'call':
      visitPattern(walk, expression, place, prefix);
      return;
    case 'other':
      for (const part of expression.parts) visit(part);
      return;
    case 'name': case 'attribute': {
      const [target] = targetsOf(walk.program, { expression, place });
      if (target !== undefined && target.expression !== expression) visit(target.expression, target.place);
      else if (isRouterUrls(walk, expression, place)) addRegistered(walk, expression, place, prefix);
      else walk.complete = false;
      return;
    }
    default:
      walk.complete = false;
  }
}

function visitPattern(walk: Walk, call: PythonExpression & { kind: 'call' }, place: Place, prefix: Prefix): void {
  const { program } = walk;
  const external = externalName(program, call.callee, place);
  if (isFrom(external, 'django', 'static', 'staticfiles_urlpatterns')) return;
  if (isFrom(external, 'django', 'i18n_patterns')) {
    for (const { value } of call.arguments) if (value.kind === 'call') visitPattern(walk, value, place, { ...prefix, known: false });
    walk.complete = false;
    return;
  }
  const isRegex = isFrom(external, 'django', 're_path', 'url');
  const path = argumentOf(call, 0, 'route', 'regex');
  const view = argumentOf(call, 1, 'view');
  if (!(isRegex || isFrom(external, 'django', 'path')) || path === undefined || view === undefined) {
    walk.complete = false;
    return;
  }
  const followed = follow(program, { expression: path, place });
  const written = followed.state === 'literal' && typeof followed.value === 'string' ? followed.value : undefined;
  const plain = written === undefined ? undefined : isRegex ? plainPath(written) : written;
  const full: Prefix = { text: prefix.text + (plain ?? written ?? ''), known: prefix.known && plain !== undefined };
  const included = includedIn(walk, view, place);
  if (included === undefined) addRoute(walk, { call, path, view, place }, full);
  else visitIncluded(walk, included, place, full);
}

/** `^health/$` as a path when it is nothing but one; undefined for a real pattern. */
function plainPath(regex: string): string | undefined {
  const bare = regex.replace(/^\^/, '').replace(/\$$/, '').replace(/\/\?$/, '/');
  return /^[\w\-/.]*$/.test(bare) ? bare : undefined;
}

/** What `include(...)` holds; undefined when the view is a view. */
function includedIn(walk: Walk, view: PythonExpression, place: Place): PythonExpression | undefined {
  if (view.kind === 'attribute' && view.name === 'urls') return view;
  if (view.kind !== 'call') return undefined;
  return isFrom(externalName(walk.program, view.callee, place), 'django', 'include') ? view.arguments[0]?.value : undefined;
}

function visitIncluded(walk: Walk, included: PythonExpression, place: Place, prefix: Prefix): void {
  const { program } = walk;
  const inner = included.kind === 'tuple' ? included.items[0] : included;
  if (inner === undefined) return;
  if (isAdmin(walk, inner, place)) {
    for (const path of ['', 'login/']) push(walk, { text: prefix.text + path, known: prefix.known }, { range: included.range, place, methods: ['ANY'] });
    return;
  }
  if (inner.kind === 'string') {
    const found = program.finder.find(inner.value, 0, place.file.path);
    const file = found && program.files.get(found.path);
    if (file === undefined) walk.complete = false;
    else visitFile(walk, file, prefix);
    return;
  }
  const origin = originOf(program, inner, place);
  const module = origin?.kind === 'module' ? program.files.get(origin.module.path) : undefined;
  if (module !== undefined) visitFile(walk, module, prefix);
  else if (isRouterUrls(walk, inner, place)) addRegistered(walk, inner, place, prefix);
  else visitPatterns(walk, inner, place, prefix);
}

function isAdmin(walk: Walk, expression: PythonExpression, place: Place): boolean {
  return isFrom(externalName(walk.program, expression, place), 'django', 'admin.site.urls');
}

function isRouterUrls(walk: Walk, expression: PythonExpression, place: Place): boolean {
  if (expression.kind !== 'attribute' || expression.name !== 'urls') return false;
  return isFrom(instanceOf(walk.program, expression.object, place)?.library, 'rest_framework', 'DefaultRouter', 'SimpleRouter')
    || isFrom(instanceOf(walk.program, expression.object, place)?.library, 'rest_framework_nested', 'DefaultRouter', 'SimpleRouter');
}

/** Django REST framework: `router.register('users', UserViewSet)`. */
function addRegistered(walk: Walk, expression: PythonExpression, place: Place, prefix: Prefix): void {
  if (expression.kind !== 'attribute') return;
  const router = instanceOf(walk.program, expression.object, place);
  for (const file of walk.program.files.values()) {
    for (const { call, place: at } of file.calls) {
      const { callee } = call;
      if (callee.kind !== 'attribute' || callee.name !== 'register') continue;
      if (instanceOf(walk.program, callee.object, at)?.call !== router?.call) continue;
      const path = argumentOf(call, 0, 'prefix');
      const followed = path && follow(walk.program, { expression: path, place: at });
      const text = followed?.state === 'literal' && typeof followed.value === 'string' ? followed.value : undefined;
      const known = prefix.known && text !== undefined;
      for (const ending of ['/', '/<pk>/']) {
        push(walk, { text: `${prefix.text}${text ?? ''}${ending}`, known }, { range: (path ?? call).range, place: at, methods: ['ANY'] });
      }
    }
  }
}

function addRoute(
  walk: Walk,
  found: { readonly call: PythonExpression; readonly path: PythonExpression; readonly view: PythonExpression; readonly place: Place },
  prefix: Prefix,
): void {
  const { path, view, place } = found;
  const target = view.kind === 'call' && view.callee.kind === 'attribute' && view.callee.name === 'as_view' ? view.callee.object : view;
  const handler = functionOf(walk.program, target, place)?.node;
  const type = handler === undefined ? classOf(walk.program, target, place) : undefined;
  const asks = asksWho(handler) || (type?.node.bases ?? []).some((base) => (base.kind === 'name' || base.kind === 'attribute') && /Login|Permission|Auth/.test(base.name));
  push(walk, prefix, { range: path.range, place, methods: ['ANY'], handler, guarded: asks });
}

function push(
  walk: Walk,
  prefix: Prefix,
  at: { readonly range: { start: number; end: number }; readonly place: Place; readonly methods: readonly string[]; readonly handler?: PythonFunction | undefined; readonly guarded?: boolean },
): void {
  walk.complete = walk.complete && prefix.known;
  walk.routes.push({
    path: declared('route', prefix.text, at.place.file.source, at.range),
    methods: at.methods,
    complete: prefix.known,
    framework: 'django',
    websocket: false,
    async: at.handler?.async ?? false,
    guarded: at.guarded ?? false,
    handler: at.handler,
  });
}
