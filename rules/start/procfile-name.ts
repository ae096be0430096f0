import { declared, defineCheck, fail, notApplicable, pass, valueOf } from '#rule';
import { advised } from '../shared/advised.ts';

/** What editors and file systems make of the name; `Procfile.dev` is meant for another tool. */
const MISNAMED = /(^|\/)(?:procfile|PROCFILE|ProcFile|[Pp]rocfile\.(?:txt|yml|yaml))$/;

export default defineCheck({
  needs: [],
  reads: ['start.sources', 'service.processes'],
  check(facts, { service }) {
    const found = service.problems.find(({ kind, path, at }) => kind === 'unread-format' && MISNAMED.test(path) && at !== undefined);
    if (found?.at === undefined) return valueOf(facts['service.processes'])?.length === 0 ? notApplicable('there is no Procfile') : pass();
    const [source] = valueOf(facts['start.sources']) ?? [];
    if (source !== undefined && !source.by.endsWith(' default')) return notApplicable('another file gives the start command');
    const name = declared('build.configFile', found.path.split('/').at(-1) ?? found.path, found.at.file, { start: 0, end: 0 });
    return fail({
      message: `no builder reads ${name.value}, only a file called Procfile`, evidence: [name], anchor: 'procfile',
      fix: advised(`Rename ${name.value} to Procfile`),
    });
  },
});
