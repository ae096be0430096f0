import type { Planned } from '../../../model/change.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { placeOf, refused } from '../../planned.ts';
import { setVariableAt } from '../variables/change-variable.ts';

/** Takes a variable out of the file that sets it, or gives it another value: `with: { value: "production" }`. */
export async function removeVariable({ at: [fact], with: options }: Rewrite, context: FixContext): Promise<Planned> {
  const place = placeOf(fact);
  const planned = place === undefined ? undefined : await setVariableAt(place.file, place.range, options?.['value'], context);
  return planned ?? refused(`${place?.file.path ?? fact.name} sets the variable in a way that cannot be changed safely`);
}
