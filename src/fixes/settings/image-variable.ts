import { parseDockerfile } from '../../documents/dockerfile.ts';
import type { Planned } from '../../model/change.ts';
import { insertAt } from '../../text/edit.ts';
import { lineEnd, newlineOf } from '../../text/layout.ts';
import type { FixContext, Rewrite } from '../context.ts';
import { edited, placeOf, refused } from '../planned.ts';

/**
 * Sets a variable in the final stage of the Dockerfile in which the place stands: on a line of its own behind the first ENV of the
 * stage, else behind its FROM.
 */
export async function addImageVariable({ at: [image], with: values = {} }: Rewrite, { files }: FixContext): Promise<Planned> {
  const place = placeOf(image);
  const [name, value] = [values['name'], values['value']];
  if (place === undefined || typeof name !== 'string' || value === undefined) return refused(`${image.name} stands in no file`);
  const file = files.read(place.file.path) ?? place.file;
  const parsed = await parseDockerfile(file.text);
  const stage = parsed.ok ? parsed.document.stages.at(-1) : undefined;
  if (stage === undefined) return refused(`${file.path} cannot be read`);
  const environment = stage.instructions.find((instruction) => instruction.kind === 'env');
  const end = lineEnd(file.text, (environment ?? stage).range.end);
  const newline = newlineOf(file.text);
  const isOpen = end > 0 && file.text.charAt(end - 1) !== '\n';
  const line = `ENV ${name}=${value}`;
  return edited(file.path, [insertAt(end, isOpen ? `${newline}${line}` : `${line}${newline}`)]);
}
