import { findNode } from '../../../documents/data.ts';
import { parseJson } from '../../../documents/json.ts';
import type { Planned } from '../../../model/change.ts';
import { valueOf } from '../../../model/fact.ts';
import { baseName } from '../../../model/files.ts';
import { commandLine } from '../../../start/argument.ts';
import { packageCallOf } from '../../../start/package-call.ts';
import type { TextEdit } from '../../../text/edit.ts';
import { isJavaScript, type FixContext, type Rewrite } from '../../context.ts';
import { edited, placeOf, refused } from '../../planned.ts';
import { containersAt } from '../places/containers.ts';
import { siteOfCommand } from '../places/find-site.ts';
import { sitesIn } from '../places/sites.ts';
import type { CommandSite } from '../places/site.ts';
import { isInOnePiece } from '../words/change-words.ts';

/** `npm start` becomes what its script says, where that is one command of Node that needs nothing of npm. */
export async function startDirectly({ at: [command] }: Rewrite, context: FixContext): Promise<Planned> {
  const { facts } = context.service;
  const manager = await managerSite(context);
  if ('because' in manager) return refused(manager.because);
  const script = await siteOfCommand(command, context);
  if ('because' in script) return refused(script.because);
  const because = await objection(script, manager, context);
  if (because !== undefined) return refused(because);
  if (valueOf(facts['start.directory']) !== context.service.root) return refused('the script runs in another folder');
  return replaced(manager, script.words.map(({ text }) => text));
}

/** The start command itself, where it is nothing but a call of a package script. */
async function managerSite(context: FixContext): Promise<CommandSite | { readonly because: string }> {
  const place = placeOf(context.service.facts['start.command']);
  const file = place === undefined ? undefined : context.files.read(place.file.path);
  if (place === undefined || file === undefined) return { because: 'the builder starts it by itself, and no file gives the start command' };
  const sites: CommandSite[] = [];
  for (const container of await containersAt(file, place.range)) sites.push(...(await sitesIn(container)));
  const found = sites.map((site) => ({ ...site, program: site.words.findIndex(({ text }) => /^(?:npm|pnpm|yarn|bun)$/.test(baseName(text))) }))
    .filter((site) => site.program !== -1 && packageCallOf(site.words.slice(site.program)) !== undefined);
  const [only] = found;
  if (only === undefined || found.length > 1) return { because: `${file.path} does not call the package manager itself` };
  return only;
}

async function objection(script: CommandSite, manager: CommandSite, { files, service }: FixContext): Promise<string | undefined> {
  const called = packageCallOf(manager.words.slice(manager.program));
  if (called === undefined || called.args.length > 0 || called.folder !== undefined || called.workspace !== undefined) return 'the package manager is told more than the name of the script';
  const { holder, file, words } = script;
  if (baseName(file.path) !== 'package.json' || holder.kind !== 'text') return 'the script is not in a package.json of the project';
  if (holder.at.range.start !== 0 || holder.at.range.end !== holder.text.text.length) return 'the script does more than to start the server';
  if (baseName(words[0]?.text ?? '') !== 'node') return `${words[0]?.text ?? 'it'} is found by way of the package manager only`;
  if (words.some(({ value, text }) => value !== text)) return 'the script has variables of its own';
  const manifest = await parseJson(file.text, { comments: true });
  if (manifest.ok && findNode(manifest.document.root, ['scripts', `pre${called.script}`]) !== undefined) return `the script pre${called.script} runs before it`;
  const reader = files.below(service.root).find((path) => isJavaScript(path) && /\bnpm_(?:package|config|lifecycle)_/.test(files.read(path)?.text ?? ''));
  return reader === undefined ? undefined : `${reader} reads variables that the package manager sets`;
}

/** The words of the call give way to those of the script. */
function replaced(site: CommandSite, own: readonly string[]): Planned {
  const { file, places, words, program, holder } = site;
  const [first, last] = [places[program], places.at(-1)];
  if (first === undefined || last === undefined || !isInOnePiece(site, program)) return refused(`the command in ${file.path} cannot be changed safely`);
  const text = holder.kind === 'words' ? own.map((word) => JSON.stringify(word)).join(', ') : holder.text.write(commandLine(own.map((word) => ({ ...(words[program] ?? words[0] ?? missing), text: word, value: word }))));
  if (text === undefined) return refused(`the command cannot be written in ${file.path}`);
  const edit: TextEdit = { range: { start: first.range.start, end: last.range.end }, text };
  return edited(file.path, [edit]);
}

const missing = { text: '', value: '', reason: undefined, variables: [], opaque: false, splits: false };
