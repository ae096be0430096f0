import { enclosingClass } from '../../../code/python/places.ts';
import type { CallSite } from '../../../code/python/python-file.ts';
import { around, namesIn } from '../../../code/python/waiting/statement.ts';
import { bindingsOf } from '../../../code/python/bindings.ts';
import type { PythonClass, PythonFunction, PythonStatement } from '../../../documents/python-tree.ts';
import type { Planned } from '../../../model/change.ts';
import { valueOf } from '../../../model/fact.ts';
import { insertAt, type TextEdit } from '../../../text/edit.ts';
import { indentAt, lineEnd, newlineOf } from '../../../text/layout.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { importEdit } from '../imports.ts';
import { callAt, programOf } from '../program.ts';
import { commentBehind } from '../share/moved-text.ts';
import { withoutStatement } from '../statement-edits.ts';
import { styleOf } from '../style.ts';

/** `self.session = ClientSession()` of an `__init__` becomes a property that makes it when a coroutine first uses it. */
export async function openOnFirstUse({ at: [at] }: Rewrite, context: FixContext): Promise<Planned> {
  const program = await programOf(context);
  const site = callAt(program, at);
  const node = site?.place.chain.at(-1);
  const owner = site && enclosingClass(site.place.chain);
  if (site === undefined || node?.kind !== 'function' || owner === undefined) return refused('no __init__ makes it');
  if ((valueOf(context.service.facts['async.loopRuns']) ?? []).length > 0) return refused('each asyncio.run has a loop of its own, and the session would belong to the first');
  const statement = around(site).at(-1)?.statement;
  const target = statement?.kind === 'assign' && statement.value === site.call ? statement.targets[0] : undefined;
  if (statement === undefined || target?.kind !== 'attribute' || target.object.kind !== 'name' || target.object.name !== 'self') return refused('it is not kept as an attribute of self');
  const because = whyNotLater(site, node, owner, target.name);
  if (because !== undefined) return refused(because);
  const { source, tree } = site.place.file;
  const property = await importEdit(source, { from: 'functools', name: 'cached_property' }, owner.range.start);
  if (!property.ok) return refused(property.because);
  const isAlone = node.body.length === 1 && node.parameters.length === 1;
  const place: Method = { site, node, statement, decorator: property.name, name: target.name };
  const edits = isAlone ? renamed(place) : movedBelow(place, withoutStatement({ file: source, tree }, statement));
  return edits === undefined ? refused('its __init__ is written in a way that cannot be taken apart') : edited(source.path, [...property.edits, ...edits]);
}

interface Method {
  readonly site: CallSite;
  readonly node: PythonFunction;
  readonly statement: PythonStatement;
  readonly decorator: string;
  readonly name: string;
}

/** An `__init__` that does nothing else becomes the property itself. */
function renamed({ site: { call, place }, node, statement, decorator, name }: Method): readonly TextEdit[] | undefined {
  const { text } = place.file.source;
  const head = /^__init__\s*\(\s*self\s*\)\s*(?:->\s*None\s*)?:/.exec(text.slice(node.nameRange.start))?.[0];
  if (head === undefined || node.decorators.length > 0) return undefined;
  const { start } = node.nameRange;
  return [
    insertAt(node.range.start, `@${decorator}${newlineOf(text)}${indentAt(text, node.range.start)}`), { range: { start, end: start + head.length }, text: `${name}(self):` },
    { range: { start: statement.range.start, end: call.range.start }, text: 'return ' },
  ];
}

/** The property comes below an `__init__` that has more to do. */
function movedBelow({ site: { call, place }, node, statement, decorator, name }: Method, removed: TextEdit | undefined): readonly TextEdit[] | undefined {
  if (removed === undefined) return undefined;
  const { source: { text }, tree } = place.file;
  const value = `return ${text.slice(call.range.start, call.range.end)}${commentBehind(place.file, statement.range.end)}`;
  const [indent, newline] = [indentAt(text, node.range.start), newlineOf(text)];
  const method = [`@${decorator}`, `def ${name}(self):`, `${styleOf(text, tree).indent}${value}`].map((line) => `${indent}${line}`).join(newline);
  const end = lineEnd(text, node.range.end);
  return [removed, end === text.length && !text.endsWith('\n') ? insertAt(end, `${newline}${newline}${method}`) : insertAt(end, `${newline}${method}${newline}`)];
}

/** Why it can only be made in the `__init__`: it needs a name of that, or others set it too. */
function whyNotLater({ call, place }: CallSite, node: PythonFunction, owner: PythonClass, attribute: string): string | undefined {
  const local = bindingsOf(node).names;
  const used = [...namesIn(call)].find((name) => name !== 'self' && local.has(name));
  if (used !== undefined) return `it needs ${used} of the __init__`;
  if (bindingsOf(owner).names.has('__slots__')) return 'the class has __slots__, which leave no room for it';
  const set = place.file.assignments.filter(({ target, place: at }) => target.kind === 'attribute' && target.name === attribute && enclosingClass(at.chain) === owner);
  return set.length > 1 ? `${attribute} is set in other places too` : undefined;
}
