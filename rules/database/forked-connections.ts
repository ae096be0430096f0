import { defineCheck, fail, notApplicable, pass, valueOf, type Known, type Outcome, type Pool, type ProposedFix } from '#rule';
import { hasFilesOnly } from '../shared/served-databases.ts';
import { serverAmong } from '../shared/served-by.ts';

export default defineCheck({
  needs: ['database.importUses'],
  reads: ['server.preload', 'start.server', 'database.forkHooks', 'database.pools'],
  check(facts, { service }): Outcome {
    const server = serverAmong(service.facts, 'gunicorn');
    const preload = facts['server.preload'];
    if (server === undefined || preload?.state !== 'known' || !preload.value) return notApplicable('no server loads the program before it forks');
    if (hasFilesOnly(service.facts)) return notApplicable('the database is a file');
    if ((valueOf(facts['database.pools']) ?? []).every(keepsNothing)) return notApplicable('no pool keeps connections');
    if ((valueOf(facts['database.forkHooks']) ?? []).length > 0) return pass();
    const [use, ...more] = facts['database.importUses'].value;
    if (use === undefined) return pass();
    return fail({
      message: 'a connection is opened on import, and all workers inherit it', evidence: [use, preload, ...more], anchor: 'fork', fix: fixFor(preload),
    });
  },
});

function keepsNothing({ options, served }: Pool): boolean {
  return !served || options.some(({ name, value }) => name === 'poolclass' && value.state === 'known' && value.value === 'NullPool');
}

function fixFor(preload: Known<boolean>): ProposedFix {
  const isInFile = preload.provenance.kind === 'declared' && preload.provenance.file.path.endsWith('.py');
  if (!isInFile) return { title: 'Let each worker load the program itself', applicability: 'review', change: { kind: 'set-fact', fact: 'server.preload', value: false } };
  return { title: 'Dispose of the engine in post_fork', applicability: 'review', change: { kind: 'rewrite', how: 'dispose-after-fork', at: [preload] } };
}
