// Writes docs/rules.md and docs/cli.md from the program itself, so that they cannot say anything else. Run after a build.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const commands = ['scan', 'explain', 'fix', 'undo', 'migrate railway', 'rules', 'config'];

writeFileSync(join(root, 'docs/rules.md'), run(['rules', '--format', 'markdown']));
writeFileSync(join(root, 'docs/cli.md'), commandPage());

function commandPage() {
  const sections = commands.flatMap((command) => [`## optimize ${command}`, '', '```', run([...command.split(' '), '--help']).trim(), '```', '']);
  return [
    '# Commands', '', 'Written by `npm run docs` from the help of each command. Every flag has an environment variable `OPTIMIZE_<FLAG>`.', '',
    'Exit codes: 0 fine, 1 a gate was missed, 2 the tool could not do its job, 130 interrupted. Results go to stdout, everything else to',
    'stderr. With `--json` stdout holds one document and nothing else, also on errors: `{"ok":false,"error":{"code","message","hint"}}`.',
    'The document is described by [report.schema.json](report.schema.json).', '', ...sections,
  ].join('\n');
}

function run(words) {
  const environment = { ...process.env, NO_COLOR: '1', COLUMNS: '100' };
  delete environment.FORCE_COLOR;
  const { stdout, status, stderr } = spawnSync(process.execPath, [join(root, 'bin/run.js'), ...words], { encoding: 'utf8', env: environment });
  if (status !== 0) throw new Error(`optimize ${words.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}
