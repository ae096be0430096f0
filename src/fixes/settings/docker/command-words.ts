import type { Planned } from '../../../model/change.ts';
import { insertAt, type TextEdit } from '../../../text/edit.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { commandAt, imageFileOf, type PlacedCommand } from './docker-file.ts';

/** Puts `word` behind the word `behind` of the commands at `at`. */
export function addWord(change: Rewrite, context: FixContext): Promise<Planned> {
  const { behind = '', word = '' } = change.with ?? {};
  return changeWords(change, context, (command) => withWordBehind(command, String(behind), String(word)));
}

/** Puts `to` in the place of the word `from` of the commands at `at`. */
export function replaceWord(change: Rewrite, context: FixContext): Promise<Planned> {
  const { from = '', to = '' } = change.with ?? {};
  return changeWords(change, context, (command) => withOtherWord(command, String(from), String(to)));
}

async function changeWords({ at }: Rewrite, context: FixContext, change: (placed: PlacedCommand) => TextEdit | undefined): Promise<Planned> {
  const image = await imageFileOf(at[0], context);
  if (image === undefined) return refused('it stands in no Dockerfile');
  const edits: TextEdit[] = [];
  for (const fact of at) {
    const placed = await commandAt(image, fact);
    const edit = placed === undefined ? undefined : change(placed);
    if (edit === undefined) return refused(`a command of ${image.file.path} is written in a way that cannot be changed safely`);
    edits.push(edit);
  }
  return edited(image.file.path, edits);
}

function withWordBehind({ run, command }: PlacedCommand, behind: string, word: string): TextEdit | undefined {
  const place = command.places[command.words.indexOf(behind)];
  return place === undefined ? undefined : insertAt(place.end, run.command.form === 'exec' ? `, "${word}"` : ` ${word}`);
}

/** The command with another word; undefined where the word is not there. */
export function withOtherWord({ run, command }: PlacedCommand, from: string, to: string): TextEdit | undefined {
  const range = command.places[command.words.indexOf(from)];
  return range === undefined ? undefined : { range, text: run.command.form === 'exec' ? `"${to}"` : to };
}
