import type { Planned } from '../../../model/change.ts';
import { insertAt } from '../../../text/edit.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { parseDockerfile } from '../../../documents/dockerfile.ts';
import { dockerfile } from '../../../adapters/dockerfile.ts';
import { isWithoutShell } from '../server/server-place.ts';
import { siteOfCommand } from '../places/find-site.ts';
import type { CommandSite, Holder } from '../places/site.ts';
import { needsShell } from '../words/shell-words.ts';
import { withExec } from '../../with-exec.ts';
import { shellArray } from '../words/wrap-in-shell.ts';

/** Puts `exec` before the server, so that the shell gives way to it; a CMD in shell form with one command becomes a JSON array. */
export async function execServer({ at: [command] }: Rewrite, context: FixContext): Promise<Planned> {
  const site = await siteOfCommand(command, context);
  if ('because' in site) return refused(site.because);
  const { holder, file } = site;
  if (holder.kind === 'words' || isWithoutShell(site, context.service.facts)) return refused(`no shell runs the command in ${file.path}`);
  const because = objection(site, holder);
  if (because !== undefined) return refused(because);
  const array = await asArray(site, holder);
  if (array !== undefined) return edited(file.path, [array]);
  const first = site.places[0];
  const written = holder.text.write('exec ');
  return first === undefined || written === undefined ? refused(`the command in ${file.path} cannot be changed safely`) : edited(file.path, [insertAt(first.range.start, written)]);
}

type TextHolder = Extract<Holder, { kind: 'text' }>;

function objection({ file, words }: CommandSite, { at }: TextHolder): string | undefined {
  if (words[0]?.text === 'exec') return `${file.path} says exec already`;
  if (at.traps) return `the script ${file.path} waits for signals itself, and exec would end it`;
  return at.isLast ? undefined : `other commands of ${file.path} run after the server or beside it, and exec would end them`;
}

/** CMD or ENTRYPOINT in shell form that is one command on one line, where no SHELL names another shell. */
async function asArray(site: CommandSite, { text, at }: TextHolder): Promise<{ readonly range: CommandSite['places'][number]['range']; readonly text: string } | undefined> {
  const { file } = site;
  if (!dockerfile.matches(file.path) || at.range.start !== 0 || at.range.end !== text.text.length || file.text.slice(text.whole.start, text.whole.end).includes('\n')) return undefined;
  const parsed = await parseDockerfile(file.text);
  const all = parsed.ok ? parsed.document.stages.flatMap(({ instructions }) => instructions) : [];
  const own = all.find(({ range }) => range.start <= text.whole.start && text.whole.end <= range.end);
  if (own === undefined || (own.kind !== 'cmd' && own.kind !== 'entrypoint') || own.command.form === 'exec' || all.some(({ kind }) => kind === 'shell')) return undefined;
  const isPlain = site.words.every((word, index) => !needsShell(site.places[index]?.source ?? '$') && word.value === word.text) && !/[<>*?[\]{}~=]/.test(text.text.replaceAll(/--[\w-]+=/g, ''));
  if (isPlain) return { range: text.whole, text: `[${site.words.map((word) => JSON.stringify(word.text)).join(', ')}]` };
  return { range: text.whole, text: shellArray('[]', await withExec(text.text)) };
}
