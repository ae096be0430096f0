import { defineCheck, fail, notApplicable, pass } from '#rule';
import { advised } from '../shared/advised.ts';
import { recordsIn } from '../shared/records.ts';

export default defineCheck({
  needs: [],
  reads: ['database.pools'],
  check(_facts, { service: { facts }, number }) {
    const pools = (recordsIn(facts['database.pools']) ?? []).filter(({ kind }) => kind !== 'sqlite');
    if (pools.length === 0) return notApplicable('it connects to no database server');
    const large = pools.find(({ maximum, size }) => maximum.state === 'known' && maximum.value > number('most') && isWritten(size));
    if (large === undefined || large.maximum.state !== 'known') return pass();
    return fail({
      message: `the job may open ${large.maximum.value} connections, and uses one for each thing that it does at a time`, evidence: [large.at], anchor: 'pool',
      fix: advised('Give the job a small pool of its own'),
    });
  },
});

/** A size that somebody chose; what a library takes by itself is no decision. */
function isWritten(size: { readonly state: string; readonly provenance?: { readonly kind: string } }): boolean {
  return size.state === 'known' && size.provenance?.kind !== 'default';
}
