import { findNode, stringOf } from '../documents/data.ts';
import { parseJson } from '../documents/json.ts';
import type { ProjectFiles } from '../model/files.ts';
import type { Migration } from '../model/migration.ts';
import type { WantedService } from './new-file.ts';

type Draft = Pick<Migration, 'path' | 'before' | 'after' | 'moves' | 'movedFiles' | 'keptFiles'>;

/** The SDK that the file is written for. Plain `npm i railway` gives Node 20 another package of that name, an older one. */
const SDK = 'railway@^3.11';

/** What to know before a migration is applied. */
export function noticesOf({ before, after, moves }: Draft, services: readonly WantedService[]): readonly string[] {
  if (after === (before ?? '')) return [];
  const notices: string[] = [];
  if (before === undefined && services.length > 0) {
    notices.push('The names of the project and of the services are a guess: they must be the ones that Railway shows. --project-name and --service-name set them.');
    notices.push('Sources, variables, databases and volumes stood in no old file. If the project runs already, let `railway config pull` write '
      + '.railway/railway.ts first and run this again: it adds to that file.');
  }
  if (moves.some(({ status }) => status === 'conditional')) {
    notices.push('Some versions of the Railway CLI evaluate the file without its environment (https://github.com/railwayapp/cli/issues/1137): '
      + 'see that the plan of each environment has its settings.');
  }
  return notices;
}

/** What to do once the file is written. */
export async function nextSteps({ path, before, after, movedFiles, keptFiles }: Draft, { files, removeOld }: { readonly files: ProjectFiles; readonly removeOld: boolean }): Promise<readonly string[]> {
  if (after === (before ?? '') && (movedFiles.length === 0 || removeOld)) return [];
  const file = path.startsWith('.railway/railway.') ? '' : ` --file ${path}`;
  return [
    ...((await hasSdk(files)) ? [] : [`\`npm install --save-dev ${SDK}\`: the file imports it.`]),
    `\`railway config plan${file}\` for each environment: it must destroy nothing. It refuses while the settings of a service on Railway name an old file as its config file: clear that field.`,
    `\`railway config apply${file}\`.`,
    ...(keptFiles.length === 0 ? [] : [`See to what ${keptFiles.map((kept) => kept.path).join(' and ')} still ${keptFiles.length === 1 ? 'holds' : 'hold'}, and delete ${keptFiles.length === 1 ? 'it' : 'them'} by hand.`]),
    ...(movedFiles.length === 0 || removeOld ? [] : ['`optimize migrate railway --remove-old` deletes the old files; Railway reads them until the new one is applied.']),
  ];
}

async function hasSdk(files: ProjectFiles): Promise<boolean> {
  const manifest = files.read('package.json');
  const parsed = manifest === undefined ? undefined : await parseJson(manifest.text);
  if (parsed?.ok !== true) return false;
  return ['dependencies', 'devDependencies'].some((list) => /^\D*3\./.test(stringOf(findNode(parsed.document.root, [list, 'railway'])) ?? ''));
}
