import type { PythonExpression } from '../../../documents/python-tree.ts';
import { externalName } from '../origins.ts';
import type { Program } from '../program.ts';
import type { Place } from '../python-file.ts';

const MAKERS = /^(builtins\.(dict|list|set)|collections\.(defaultdict|deque|OrderedDict|Counter)|cachetools\.(TTLCache|LRUCache)|weakref\.(WeakSet|WeakValueDictionary)|asyncio\.Queue|queue\.Queue)$/;

/** What a container is called in a sentence; undefined for anything that is no container to be filled later. */
export function containerOf(program: Program, expression: PythonExpression, place: Place): string | undefined {
  if (expression.kind === 'dict') return 'dictionary';
  if (expression.kind === 'list') return 'list';
  if (expression.kind === 'set') return 'set';
  if (expression.kind !== 'call') return undefined;
  const name = externalName(program, expression.callee, place);
  if (name === undefined || !MAKERS.test(name)) return undefined;
  if (/list|deque|Queue/.test(name)) return 'list';
  return /\.set|WeakSet/.test(name) ? 'set' : 'dictionary';
}

/** Methods that change a container. */
export const CHANGES = new Set(['append', 'add', 'update', 'setdefault', 'pop', 'remove', 'discard', 'extend', 'insert', 'clear', 'popitem', 'appendleft', 'put', 'put_nowait']);
