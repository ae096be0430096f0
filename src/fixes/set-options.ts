import type { Planned } from '../model/change.ts';
import { isJavaScript, type FixContext, type SetOptions } from './context.ts';
import { placeOf, refused } from './planned.ts';

/** Changes the arguments of a call, in the language of the file that holds it. */
export async function setOptions(change: SetOptions, context: FixContext): Promise<Planned> {
  const path = placeOf(change.at)?.file.path;
  if (path === undefined) return refused(`${change.at.name} stands in no file`);
  if (path.endsWith('.py')) return (await import('./python/set-options.ts')).setPythonOptions(change, context);
  if (isJavaScript(path)) return (await import('./javascript/set-options.ts')).setJavaScriptOptions(change, context);
  return refused(`${path} is no code`);
}
