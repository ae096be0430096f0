import { defineCheck, fail, notApplicable, pass } from '#rule';
import { isSamePlace } from '../shared/places.ts';
import { recordsIn } from '../shared/records.ts';
import { isAtLeastForSure, packageNamed, partsOf } from '../shared/queues.ts';

export default defineCheck({
  needs: [],
  reads: ['queue.imports', 'queue.parts', 'runtime.dependencies'],
  check(_facts, { service: { facts }, text }) {
    const boss = packageNamed(facts, 'pg-boss');
    const imports = (recordsIn(facts['queue.imports']) ?? []).filter(({ library, isType }) => library === 'pg-boss' && !isType);
    // A class that is imported for its type leaves no import in the running program.
    if (boss === undefined || imports.length === 0 || partsOf(facts, 'pg-boss', 'boss').length === 0) return notApplicable('it makes no pg-boss');
    if (!isAtLeastForSure(boss, text('since'))) return notApplicable('its pg-boss has a default export, or nothing says which release it is');
    const files = new Set(partsOf(facts, 'pg-boss', 'boss').map(({ at }) => fileOf(at)));
    const wrong = imports.filter(({ imported, at }, index) => imported === 'default' && files.has(fileOf(at)) && imports.findIndex((each) => isSamePlace(each.at, at)) === index);
    const [first, ...rest] = wrong;
    if (first === undefined) return pass();
    return fail({
      message: `pg-boss is imported by its default export, which version ${boss.version ?? boss.specifier} does not have`, evidence: [first.at, boss.at], anchor: 'import',
      fix: { title: "Import { PgBoss } from 'pg-boss'", applicability: 'safe', change: { kind: 'rewrite', how: 'named-import', at: [first.at, ...rest.map(({ at }) => at)], with: { name: 'PgBoss' } } },
    });
  },
});

const fileOf = ({ provenance }: { readonly provenance: { readonly kind: string; readonly file?: { readonly path: string } } }): string | undefined => provenance.file?.path;
