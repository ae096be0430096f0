import { baseName, type ProjectFiles } from '../model/files.ts';
import type { Migration } from '../model/migration.ts';
import type { WantedService } from './new-file.ts';

type Draft = Pick<Migration, 'path' | 'before' | 'after' | 'moves' | 'movedFiles'>;

/** The SDK that the file is written for. Plain `npm i railway` gives Node 20 another package of that name, an older one. */
const SDK = 'railway@^3.11';

/** What to know before a migration is applied. */
export function noticesOf({ before, moves }: Draft, services: readonly WantedService[]): readonly string[] {
  const notices: string[] = [];
  const isConditional = moves.some(({ status }) => status === 'conditional');
  if (before === undefined && services.length > 0) {
    notices.push('The names of the project and of the services are a guess: they must be the ones that Railway shows. --project-name and --service-name set them.');
    notices.push('Sources, variables, databases and volumes stood in no old file. If the project runs already, let `railway config pull` write .railway/railway.ts first and run this again: it adds to that file.');
  }
  if (isConditional) notices.push('Some versions of the Railway CLI evaluate the file without its environment (https://github.com/railwayapp/cli/issues/1137): see that the plan of each environment has its settings.');
  return notices;
}

/** What to do once the file is written. */
export function nextSteps({ path, before, after, movedFiles }: Draft, files: ProjectFiles): readonly string[] {
  if (before === after && movedFiles.length === 0) return [];
  const sdk = hasSdk(files) ? [] : [`npm install --save-dev ${SDK}`];
  const old = movedFiles.map(baseName);
  const names = [...new Set(old)].join(', ');
  return [
    ...sdk,
    `railway config plan${path.startsWith('.railway/railway.') ? '' : ` --file ${path}`}   (it must destroy nothing)`,
    'railway config apply',
    ...(old.length === 0 ? [] : [`delete ${names}, and clear the config file path in the settings of each service`]),
  ];
}

function hasSdk(files: ProjectFiles): boolean {
  return /"railway"\s*:\s*"[^"]*\b3\./.test(files.read('package.json')?.text ?? '');
}
