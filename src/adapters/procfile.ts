import { parseProcfile } from '../documents/procfile.ts';
import type { Procfile } from '../documents/procfile.ts';
import { declared } from '../model/fact.ts';
import { baseName } from '../model/files.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Reading } from '../model/statement.ts';
import type { Adapter } from './adapter.ts';
import { collectorFor } from './statements.ts';
import type { Collector } from './statements.ts';

/** Procfile: process types and their commands. `procfile` and `Procfile.dev` are for other tools, and only noticed. */
export const procfile: Adapter = {
  name: 'procfile',
  matches: (path) => /(?:^|\/)procfile(?:\.[\w.-]+)?$/i.test(path),
  read: readProcfile,
};

async function readProcfile(file: SourceFile): Promise<Reading> {
  const collector = collectorFor('procfile', file);
  if (baseName(file.path) === 'Procfile') readProcesses(await parseProcfile(file.text), collector);
  else collector.problem('unread-format', `no builder reads ${baseName(file.path)}, only a file called Procfile`, { start: 0, end: 0 });
  return { statements: collector.statements, problems: collector.problems };
}

/** Builders read it as YAML, so a command counts as YAML has it; a file that YAML refuses says nothing to them. */
function readProcesses({ yaml, disagreements }: Procfile, collector: Collector): void {
  const { file } = collector;
  if (!yaml.ok) {
    const { kind = 'syntax', message, range } = yaml.problem;
    collector.problem(kind, kind === 'syntax' ? `the builders read a Procfile as YAML, and ${message}` : message, range);
  }
  for (const { process, command, commandRange } of yaml.ok ? yaml.document : []) {
    if (command !== '') collector.known('start.command', command, commandRange, { process });
  }
  const differences = disagreements.map(({ message, range }) => declared('start.procfileDisagreements', message, file, range));
  collector.known('start.procfileDisagreements', differences, disagreements[0]?.range ?? { start: 0, end: 0 });
}
