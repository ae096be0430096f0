import type { Change, Planned } from '../../model/change.ts';
import { isJavaScript, type FixContext } from '../context.ts';
import { refused } from '../planned.ts';
import type { Insertion } from './insertion.ts';
import { templateText } from './render-template.ts';
import { anchorOf } from './template-place.ts';

/** Puts a template's text into the file that a fact points at, where people of that file would put it: templates/README.md says how. */
export async function insertTemplate(change: Extract<Change, { kind: 'insert' }>, context: FixContext): Promise<Planned> {
  const template = templateText(change.template, context);
  const place = anchorOf(change.after, context.service);
  if (place === undefined) return refused(`nothing says where ${change.after} is written`);
  // The file as it is now: an earlier fix of the same run may have changed it, and then the facts were read again.
  const file = context.files.read(place.file.path);
  if (file === undefined || file.text !== place.file.text) return refused(`${place.file.path} is not as it was read`);
  const insertion: Insertion = { template, path: change.template, change, file, at: place.range };
  if (change.template.endsWith('.controller.ts')) return (await import('./insert-nest.ts')).insertController(insertion, context);
  if (file.path.endsWith('.py')) return (await import('./insert-python.ts')).insertPython(insertion, context);
  if (isJavaScript(file.path)) return (await import('./insert-javascript.ts')).insertJavaScript(insertion, context);
  return refused(`${file.path} is no code`);
}
