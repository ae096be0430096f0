import type { Change, Planned } from '../../model/change.ts';
import type { FixContext } from '../context.ts';
import { created, refused } from '../planned.ts';
import { newlineOfProject } from '../project-newline.ts';
import { renderTemplate, templateText } from './render-template.ts';

/** Makes a file from a template; one that is there already is left alone. */
export async function createFile({ template: name, path, with: values = {} }: Extract<Change, { kind: 'create-file' }>, context: FixContext): Promise<Planned> {
  const template = templateText(name, context);
  if (context.files.has(path)) return refused(`${path} is there already`);
  if (context.files.hasFolder(path)) return refused(`${path} is a folder`);
  const rendered = await renderTemplate(template, values, context.service.facts);
  if (!rendered.ok) return refused(rendered.because);
  return created(path, rendered.text.replaceAll('\n', newlineOfProject(context)));
}
