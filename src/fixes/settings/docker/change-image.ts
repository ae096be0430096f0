import type { Planned } from '../../../model/change.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { imageFileOf, instructionAt } from './docker-file.ts';

/** The FROM at `at` takes `image`. An image that a build argument names is left alone. */
export async function changeImage({ at: [fact], with: values = {} }: Rewrite, context: FixContext): Promise<Planned> {
  const image = await imageFileOf(fact, context);
  const from = image === undefined ? undefined : instructionAt(image, fact);
  const stage = image?.document.stages.find(({ range }) => range.start === from?.range.start);
  if (image === undefined || stage === undefined) return refused('the instruction is not there any more');
  const { source, range } = stage.base;
  if (source.includes('$')) return refused(`a build argument decides what ${source} is`);
  return edited(image.file.path, [{ range, text: String(values['image'] ?? '') }]);
}
