import type { Change, Planned } from '../model/change.ts';
import type { FixContext } from './context.ts';
import { unlessDying } from './dying-file.ts';
import { edited, placeOf, refused, together } from './planned.ts';
import { unlessIgnored } from './unless-ignored.ts';

/** Turns what a rule wants into edits of files, none of which will soon be read no more or never be committed; a comment can go there too. */
export async function planChange(change: Change, context: FixContext): Promise<Planned> {
  if (change.kind === 'rewrite' && change.how === 'remove-ignore') return planOf(change, context);
  return unlessIgnored(unlessDying(await planOf(change, context), context.asOf), context.files);
}

/** Each kind of change is loaded when a fix needs it. */
async function planOf(change: Change, context: FixContext): Promise<Planned> {
  switch (change.kind) {
    case 'set-fact': return (await import('./set-fact.ts')).setFact({ fact: change.fact, value: change.value }, context);
    case 'remove-fact': return (await import('./set-fact.ts')).setFact({ fact: change.fact }, context);
    case 'set-options': return (await import('./set-options.ts')).setOptions(change, context);
    case 'rewrite': return (await import('./rewrite.ts')).rewrite(change, context);
    case 'insert': return (await import('./templates/insert-template.ts')).insertTemplate(change, context);
    case 'create-file': return (await import('./templates/create-file.ts')).createFile(change, context);
    case 'add-migration': return (await import('./migrations/add-migration.ts')).addMigration(change, context);
    case 'replace': return replaced(change);
    case 'all': return together(await inOrder(change.changes, context));
    case 'live-variable':
    case 'live-setting': return refused('it stands on Railway and in no file; `optimize railway diff` plans it');
    case 'advice': return refused('it is advice, and nothing is written for it');
  }
}

function replaced({ at, text }: Extract<Change, { kind: 'replace' }>): Planned {
  const place = placeOf(at);
  return place === undefined ? refused(`${at.name} stands in no file`) : edited(place.file.path, [{ range: place.range, text }]);
}

async function inOrder(changes: readonly Change[], context: FixContext): Promise<readonly Planned[]> {
  const plans: Planned[] = [];
  for (const change of changes) plans.push(await planOf(change, context));
  return plans;
}
