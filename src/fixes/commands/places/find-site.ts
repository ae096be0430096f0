import { baseName } from '../../../model/files.ts';
import type { Evidence, Fact } from '../../../model/fact.ts';
import { commandLine } from '../../../start/argument.ts';
import type { FixContext } from '../../context.ts';
import { placeOf } from '../../planned.ts';
import { containersAt } from './containers.ts';
import { sitesIn } from './sites.ts';
import type { CommandSite } from './site.ts';

/**
 * The command that a fact is about, in the container that it stands in. A range is exact where the file holds the text as it is, else
 * it is that of the whole container, so the words decide; what stands there twice is not told apart.
 */
export async function siteOfCommand(fact: Fact<string> | Evidence | undefined, context: FixContext): Promise<CommandSite | { readonly because: string }> {
  const place = placeOf(fact);
  if (fact === undefined || fact.state !== 'known' || typeof fact.value !== 'string') return { because: 'which command starts the server cannot be told' };
  const file = place === undefined ? undefined : context.files.read(place.file.path);
  if (place === undefined || file === undefined) return { because: 'no file of the project holds the start command' };
  const sites: CommandSite[] = [];
  for (const container of await containersAt(file, place.range)) sites.push(...(await sitesIn(container)));
  const { value } = fact;
  const exact = sites.filter((site) => isAt(site, place.range));
  const twice = `"${value}" stands more than once in ${file.path}`;
  // Ways through a script that start the same server are one fact, at the first of them.
  if (sites.filter((site) => indexOfLine(site, value) !== -1).length > 1) return { because: twice };
  for (const candidates of [exact, sites]) {
    for (const find of [indexOfLine, indexOfBeginning, indexOfProgram]) {
      const found = candidates.flatMap((site) => {
        const program = find(site, value);
        return program === -1 ? [] : [{ ...site, program }];
      });
      const [only] = found;
      if (only !== undefined && found.length === 1) return only;
      if (found.length > 1) return { because: twice };
    }
  }
  return { because: `the words of "${value}" are written in a way in ${file.path} that cannot be changed safely` };
}

function isAt({ holder }: CommandSite, range: { readonly start: number; readonly end: number }): boolean {
  if (holder.kind !== 'text') return false;
  const own = holder.text.rangeOf(holder.at.range);
  return own.start === range.start && own.end === range.end;
}

/** Where the words say just that. */
function indexOfLine({ words }: CommandSite, line: string): number {
  return words.findIndex((_, index) => commandLine(words.slice(index)) === line);
}

/** Where they say that much of it: a package manager passes further words on. */
function indexOfBeginning({ words }: CommandSite, line: string): number {
  return words.findIndex((_, index) => line.startsWith(`${commandLine(words.slice(index))} `));
}

/** Where they name the program, with words that the shell makes something else of. */
function indexOfProgram({ words }: CommandSite, line: string): number {
  const [first = '', second = ''] = line.split(' ');
  const index = words.findIndex(({ text }) => text === first);
  if (index === -1 || !/^(python[\d.]*|node|npx)$/.test(baseName(first))) return index;
  return words[index + 1]?.text === second ? index : -1;
}
