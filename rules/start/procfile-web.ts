import { defineCheck, fail, notApplicable, pass, valueOf, type ProcessEntry, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { programOf } from '../shared/commands.ts';
import { isNamedBy } from '../shared/procfile.ts';
import { listed } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['service.processes', 'service.platforms', 'build.builder', 'start.sources'],
  check(facts, { strings }) {
    const entries = (valueOf(facts['service.processes']) ?? []).filter((entry) => isNamedBy(entry, 'Procfile'));
    if (entries.length === 0) return notApplicable('no Procfile that is read names a process');
    if (valueOf(facts['service.platforms'])?.includes('railway') !== true) return notApplicable('no file says that it is deployed to Railway');
    if (valueOf(facts['build.builder']) !== 'railpack') return pass();
    const [source] = valueOf(facts['start.sources']) ?? [];
    if (source?.by !== 'procfile' || entries.length < 2 || entries.some(({ process }) => process.value === 'web' || process.value === 'worker')) return pass();
    const [first, ...rest] = entries;
    if (first === undefined) return pass();
    return fail({
      message: `Railpack starts any of ${listed(entries.map(({ process }) => process.value))}, because none is called web`,
      evidence: [first.process, ...rest.map(({ process }) => process)], anchor: 'procfile', fix: fixFor(entries, strings('servers')),
    });
  },
});

/** The only entry that is a server becomes the start command. */
function fixFor(entries: readonly ProcessEntry[], servers: readonly string[]): ProposedFix {
  const serving = entries.filter(({ command }) => servers.includes(programOf(valueOf(command) ?? '')));
  const [only] = serving;
  if (only?.command.state !== 'known' || serving.length > 1) return advised('Call the process that serves requests web');
  const command = only.command.value;
  return { title: `Let Railpack start ${only.process.value}, by railpack.json`, applicability: 'review', change: { kind: 'rewrite', how: 'set-railpack-start', at: [only.command], with: { command } } };
}
