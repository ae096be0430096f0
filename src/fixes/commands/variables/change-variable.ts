import { dockerfile } from '../../../adapters/dockerfile.ts';
import type { Plain, Planned } from '../../../model/change.ts';
import type { Evidence } from '../../../model/fact.ts';
import { baseName } from '../../../model/files.ts';
import { isJavaScript, type FixContext } from '../../context.ts';
import { setRailwayTsVariable } from '../../javascript/railway-ts.ts';
import { edited, placeOf, refused } from '../../planned.ts';
import { removeVariable } from '../../settings/remove-variable.ts';
import { dataVariableAt, withDataValue } from './data-variable.ts';
import { dockerVariableAt, withDockerValue } from './docker-variable.ts';

/** Variables that hold one setting of a server and nothing else. */
const SETTINGS = /^["']?(?:WEB_CONCURRENCY|FORWARDED_ALLOW_IPS|FLASK_DEBUG|(?:UVICORN|GRANIAN|FLASK_RUN|LITESTAR|STREAMLIT_SERVER)_[A-Z_]+)\b/;

/**
 * Gives the variable by which a file states a setting another value, or takes it away; undefined where no variable stands at the place.
 * A flag that is off is a variable that nobody sets.
 */
export async function changeVariable(stated: Evidence, value: Plain | undefined, context: FixContext): Promise<Planned | undefined> {
  const place = placeOf(stated);
  const file = place === undefined ? undefined : context.files.read(place.file.path);
  if (place === undefined || file === undefined) return undefined;
  const wanted = value === undefined || value === false ? undefined : String(value);
  const { path } = file;
  const isSetting = SETTINGS.test(file.text.slice(place.range.start, place.range.end));
  const odd = refused(`a variable in ${path} decides it together with something else`);
  if (dockerfile.matches(path)) {
    const variable = await dockerVariableAt(file, place.range);
    if (variable === undefined) return undefined;
    if (!isSetting) return odd;
    return wanted === undefined ? removeVariable(stated, context) : edited(path, [withDockerValue(file.text, variable, wanted)]);
  }
  if (isJavaScript(path)) {
    const name = file.text.slice(place.range.start, place.range.end).replaceAll(/["']/g, '');
    if (!/^[A-Z_][A-Z\d_]*$/.test(name)) return undefined;
    return isSetting ? setRailwayTsVariable(name, wanted, context) : odd;
  }
  if (!/\.(?:json|toml|ya?ml)$/.test(baseName(path))) return undefined;
  const node = await dataVariableAt(file, place.range);
  if (node === undefined) return undefined;
  if (!isSetting) return odd;
  return wanted === undefined ? removeVariable(stated, context) : edited(path, [withDataValue(file.text, node, wanted)]);
}
