import { bindingsOf } from '../../../code/python/bindings.ts';
import { externalName, isFrom } from '../../../code/python/origins.ts';
import { isRoute } from '../../../code/python/plain-handlers.ts';
import type { Program } from '../../../code/python/program.ts';
import type { Place } from '../../../code/python/python-file.ts';
import type { PythonFunction } from '../../../documents/python-tree.ts';
import { insertAt, type TextEdit } from '../../../text/edit.ts';
import { indentAt, newlineOf } from '../../../text/layout.ts';
import { importEdit } from '../imports.ts';
import type { Usage } from './usage.ts';

type Request = { readonly name: string; readonly edits: readonly TextEdit[] } | { readonly because: string };

/** The request that a handler has as a parameter, or gets as one: FastAPI gives it to whoever asks. */
export async function requestOf(program: Program, { node, site }: Usage): Promise<Request> {
  const { file, chain } = site.place;
  const outer: Place = { file, chain: chain.slice(0, chain.lastIndexOf(node)) };
  const present = node.parameters.find(({ annotation }) => annotation !== undefined && isFrom(externalName(program, annotation, outer), 'starlette', 'Request')
    || annotation !== undefined && isFrom(externalName(program, annotation, outer), 'fastapi', 'Request'));
  if (present !== undefined) return { name: present.name, edits: [] };
  const isHandler = node.decorators.length > 0 && node.decorators.every((decorator) => isRoute(program, decorator, outer));
  if (!isHandler || (program.callers.get(node) ?? []).length > 0) return { because: `${node.name} is no route of FastAPI, which would give it the request` };
  if (bindingsOf(node).names.has('request') || file.bindings.names.has('request')) return { because: `request means something else in ${node.name}` };
  const imported = await importEdit(file.source, { from: 'fastapi', name: 'Request' }, node.range.start);
  if (!imported.ok) return imported;
  const parameter = parameterEdit(file.source.text, node, `request: ${imported.name}`);
  return parameter === undefined ? { because: `the parameters of ${node.name} are written in an unusual way` } : { name: 'request', edits: [...imported.edits, parameter] };
}

/** The first parameter, on a line of its own where the others have theirs. */
function parameterEdit(text: string, node: PythonFunction, parameter: string): TextEdit | undefined {
  const open = node.nameRange.end;
  if (text[open] !== '(') return undefined;
  const between = /^(\s|#[^\n]*\n)*/.exec(text.slice(open + 1))?.[0] ?? '';
  const first = open + 1 + between.length;
  if (node.parameters.length === 0) return text[first] === ')' ? insertAt(open + 1, parameter) : undefined;
  if (text[first] === '*') return insertAt(first, `${parameter}, `);
  return insertAt(first, between.includes('\n') ? `${parameter},${newlineOf(text)}${indentAt(text, first)}` : `${parameter}, `);
}
