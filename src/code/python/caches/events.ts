import type { PythonExpression, PythonFunction } from '../../../documents/python-tree.ts';
import { bindingsOf } from '../bindings.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite, Place, PythonFile } from '../python-file.ts';
import { everyStatement, statementsAround } from '../walk.ts';
import { containerAt, type Container } from './containers.ts';

/** Something that happens to a container. */
export interface StoreEvent {
  readonly kind: 'write' | 'read' | 'removal' | 'limit';
  readonly container: Container;
  /** The entry's key, where there is one. */
  readonly key: PythonExpression | undefined;
  readonly site: Pick<CallSite, 'place' | 'guards' | 'deferred' | 'inLoop'>;
  readonly range: PythonExpression['range'];
}

const METHODS: Readonly<Record<string, StoreEvent['kind']>> = {
  add: 'write', setdefault: 'write', get: 'read', pop: 'removal', discard: 'removal', remove: 'removal', popitem: 'limit', clear: 'limit', move_to_end: 'limit',
};
/** Functions that only look at what they are given. */
const LOOKS = /^(list|sorted|iter|bool|dict|tuple|set|str|repr|sum|any|all|max|min|enumerate|dumps|jsonify|print|info|debug)$/;

/** What happens to the containers of a program. */
export function storeEvents(program: Program): readonly StoreEvent[] {
  const events: StoreEvent[] = [];
  for (const site of callsOf(program)) events.push(...eventsOfCall(program, site));
  for (const file of program.files.values()) events.push(...eventsOfAssignments(program, file), ...deletions(program, file), ...fresh(program, file));
  return events;
}

function eventsOfCall(program: Program, site: CallSite): readonly StoreEvent[] {
  const { call, place } = site;
  const { callee } = call;
  const { range } = call;
  const own = callee.kind === 'attribute' ? METHODS[callee.name] : undefined;
  const container = own !== undefined && callee.kind === 'attribute' ? containerAt(program, callee.object, place) : undefined;
  if (own !== undefined && container !== undefined) return [{ kind: own, container, key: call.arguments[0]?.value, site, range }];
  const name = callee.kind === 'name' || callee.kind === 'attribute' ? callee.name : '';
  if (LOOKS.test(name)) return [];
  return call.arguments.flatMap(({ value }): readonly StoreEvent[] => {
    const removed = value.kind === 'attribute' && METHODS[value.name] === 'removal' ? containerAt(program, value.object, place) : undefined;
    // `task.add_done_callback(tasks.discard)`: https://docs.python.org/3/library/asyncio-task.html#asyncio.create_task
    if (removed !== undefined) return [{ kind: 'removal', container: removed, key: undefined, site, range }];
    const given = value.kind === 'name' || value.kind === 'attribute' ? containerAt(program, value, place) : undefined;
    // Whoever is handed it may take entries out; its length matters where a test asks for it.
    const isLimit = given !== undefined && (name !== 'len' || isTested(site));
    return isLimit ? [{ kind: 'limit', container: given, key: undefined, site, range }] : [];
  });
}

function isTested({ call, place }: CallSite): boolean {
  const statement = statementsAround(place.file.tree.body, call.range).at(-1)?.statement;
  return statement?.kind === 'if' || statement?.kind === 'loop';
}

function eventsOfAssignments(program: Program, file: PythonFile): readonly StoreEvent[] {
  return file.assignments.flatMap(({ target, place, guards, range }): readonly StoreEvent[] => {
    const site = { place, guards, deferred: false, inLoop: false };
    if (target.kind === 'subscript') {
      const container = containerAt(program, target.object, place);
      return container === undefined ? [] : [{ kind: 'write', container, key: target.index, site, range }];
    }
    const inMaker = place.chain.at(-1)?.kind === 'function' && (place.chain.at(-1) as PythonFunction).name === '__init__';
    const container = target.kind === 'attribute' && !inMaker ? containerAt(program, target, place) : undefined;
    return container === undefined ? [] : [{ kind: 'limit', container, key: undefined, site, range }];
  });
}

/** `del cache[key]`. */
function deletions(program: Program, file: PythonFile): readonly StoreEvent[] {
  const { text } = file.source;
  return [...everyStatement(file.tree.body)].flatMap((statement) => {
    if (statement.kind !== 'other' || !text.startsWith('del', statement.range.start)) return [];
    const place = placeAt(file, statement.range);
    return statement.parts.flatMap((part): readonly StoreEvent[] => {
      const container = part.kind === 'subscript' ? containerAt(program, part.object, place) : undefined;
      const inLoop = statementsAround(file.tree.body, statement.range).some(({ statement: around }) => around.kind === 'loop');
      return container === undefined || part.kind !== 'subscript' ? []
        : [{ kind: 'removal', container, key: part.index, site: { place, guards: [], deferred: false, inLoop }, range: statement.range }];
    });
  });
}

function placeAt(file: PythonFile, range: PythonExpression['range']): Place {
  const around = statementsAround(file.tree.body, range).map(({ statement }) => statement);
  return { file, chain: around.flatMap((each) => (each.kind === 'function' || each.kind === 'class' ? [each] : [])) };
}

/** `global cache` and `cache = {}` in a function: all entries go. */
function fresh(program: Program, file: PythonFile): readonly StoreEvent[] {
  return file.functions.flatMap(({ node, place }) => {
    const scope = bindingsOf(node);
    return [...scope.globals].flatMap((name): readonly StoreEvent[] => {
      const binding = scope.names.get(name)?.find((each) => each.kind === 'value');
      const at: Place = { file: place.file, chain: [...place.chain, node] };
      const container = binding === undefined ? undefined : containerAt(program, { kind: 'name', name, range: binding.range }, at);
      return container === undefined || binding === undefined ? [] : [{ kind: 'limit', container, key: undefined, site: { place: at, guards: [], deferred: false, inLoop: false }, range: binding.range }];
    });
  });
}
