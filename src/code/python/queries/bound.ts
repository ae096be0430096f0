import type { PythonExpression } from '../../../documents/python-tree.ts';
import { bindingsOf } from '../bindings.ts';
import type { Place } from '../python-file.ts';

/** The value that a name of the function was given last before an offset, by one plain assignment or a `with`. */
export function boundValue(name: string, place: Place, before: number): PythonExpression | undefined {
  const node = place.chain.findLast((each) => each.kind === 'function');
  const bindings = node === undefined ? place.file.bindings : bindingsOf(node);
  const last = bindings.names.get(name)?.findLast((each) => each.range.end <= before || (each.kind === 'value' && each.value.range.end <= before && each.range.end > before));
  return last?.kind === 'value' && last.operator === '=' ? last.value : undefined;
}
