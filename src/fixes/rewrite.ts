import type { Planned } from '../model/change.ts';
import { isJavaScript, type FixContext, type Rewrite, type Rewritings } from './context.ts';
import { placeOf, refused } from './planned.ts';

/** Rewrites code or configuration by a name: the one of the language that the place is written in, else one of settings or commands. */
export async function rewrite(change: Rewrite, context: FixContext): Promise<Planned> {
  // A comment can be taken away in any language.
  if (change.how === 'remove-ignore') return (await import('./remove-ignore.ts')).removeIgnore(change);
  const path = placeOf(change.at[0])?.file.path ?? '';
  const ofLanguage = await rewritingsOf(path);
  const ofCommands = (await import('./commands/rewritings.ts')).COMMAND_REWRITINGS;
  const ofSettings = (await import('./settings/rewritings.ts')).SETTING_REWRITINGS;
  const planner = ofLanguage[change.how] ?? ofSettings[change.how] ?? ofCommands[change.how];
  return planner === undefined ? refused(`${path === '' ? change.at[0].name : path} cannot be rewritten this way`) : planner(change, context);
}

async function rewritingsOf(path: string): Promise<Rewritings> {
  if (path.endsWith('.py')) return (await import('./python/rewritings.ts')).PYTHON_REWRITINGS;
  if (path.endsWith('.sql')) return (await import('./sql/rewritings.ts')).SQL_REWRITINGS;
  return isJavaScript(path) ? (await import('./javascript/rewritings.ts')).JAVASCRIPT_REWRITINGS : {};
}
