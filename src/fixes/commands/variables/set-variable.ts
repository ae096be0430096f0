import { dockerfile } from '../../../adapters/dockerfile.ts';
import type { Planned } from '../../../model/change.ts';
import { isJavaScript, type FixContext, type Rewrite } from '../../context.ts';
import { setRailwayTsVariable } from '../../javascript/railway-ts.ts';
import { edited, placeOf, refused } from '../../planned.ts';
import { dataVariableAt, withDataValue } from './data-variable.ts';
import { dockerVariableAt, withDockerValue } from './docker-variable.ts';

/** Gives the variable at a place another value, in the quotes of the file's format. */
export async function setVariable({ at: [variable], with: values = {} }: Rewrite, context: FixContext): Promise<Planned> {
  const place = placeOf(variable);
  const file = place === undefined ? undefined : context.files.read(place.file.path);
  const value = values['value'];
  if (place === undefined || file === undefined || typeof value !== 'string') return refused(`${variable.name} stands in no file`);
  const { path } = file;
  if (isJavaScript(path)) return setRailwayTsVariable(variable.state === 'known' ? String(variable.value) : '', value, context);
  if (dockerfile.matches(path)) {
    const found = await dockerVariableAt(file, place.range);
    return found === undefined ? refused(`${path} does not set it by ENV`) : edited(path, [withDockerValue(file.text, found, value)]);
  }
  const node = await dataVariableAt(file, place.range);
  return node === undefined ? refused(`${path} has no value of the variable there`) : edited(path, [withDataValue(file.text, node, value)]);
}
