import type { Program } from '@oxc-project/types';
import { parseTypeScript } from '../../documents/typescript.ts';
import type { Planned } from '../../model/change.ts';
import { indentAt } from '../../text/layout.ts';
import type { FixContext } from '../context.ts';
import { edited, refused } from '../planned.ts';
import { blockBelow } from './blank-lines.ts';
import type { Insertion } from './insert-template.ts';
import { lastRegistration, makingAt } from './javascript-place.ts';
import { javaScriptStyle, restyledJavaScript } from './javascript-style.ts';
import { renderTemplate } from './render-template.ts';

/** Puts a template into a JavaScript or TypeScript file, beside the object that is made at a place. */
export async function insertJavaScript({ template, path, change, file, at }: Insertion, context: FixContext): Promise<Planned> {
  const parsed = await parseTypeScript(file.path, file.text);
  if (!parsed.ok) return refused(`${file.path} cannot be read`);
  const making = makingAt(parsed.document, at);
  const after = making === undefined ? undefined : lastRegistration(making);
  if (making === undefined || after === undefined) return refused(`${file.path} gives the application no name of its own`);
  const rendered = await renderTemplate(template, { ...change.with, 'web.app': making.name }, context.service.facts);
  if (!rendered.ok) return refused(rendered.because);
  const code = restyledJavaScript(rendered.text.trim(), await templateTree(rendered.text.trim(), path), javaScriptStyle(file.text, parsed.document));
  const base = indentAt(file.text, after.start);
  return edited(file.path, [blockBelow(file.text, after.end, { code: indented(code, base), blanks: 1 })]);
}

/** The syntax tree of a template that is filled in. */
export async function templateTree(text: string, path: string): Promise<Program> {
  const parsed = await parseTypeScript(path, text);
  if (!parsed.ok) throw new Error(`the template ${path} is no JavaScript once it is filled in`);
  return parsed.document;
}

const indented = (code: string, base: string): string => code.split('\n').map((line) => (line === '' ? '' : base + line)).join('\n');
