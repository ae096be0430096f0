import { defineRecordCheck, fail, notApplicable, pass, valueOf, type Evidence, type Outcome, type SessionFactory } from '#rule';

export default defineRecordCheck({
  each: 'database.sessionFactories',
  needs: [],
  reads: ['database.readsAfterCommit', 'database.sessionFactories'],
  check(factory, facts): Outcome {
    if (!factory.async) return notApplicable('its sessions are not async');
    if (!factory.complete) return notApplicable('its options come from a dictionary that is made while the program runs');
    if (keeps(factory)) return pass();
    if ((valueOf(facts['database.sessionFactories']) ?? []).some((other) => other.async && keeps(other))) return notApplicable('another factory, which keeps them, may have made the session');
    const [read, ...more] = valueOf(facts['database.readsAfterCommit']) ?? [];
    if (read === undefined) return pass();
    const evidence: readonly [Evidence, ...Evidence[]] = [read, factory.at];
    const others = more.length === 0 ? '' : `, and in ${more.length} other place${more.length === 1 ? '' : 's'}`;
    return fail({
      message: `${read.value} is read after the commit has expired it${others}: that raises MissingGreenlet`, evidence, anchor: 'session-factory',
      fix: { title: 'Pass expire_on_commit=False', applicability: 'safe', change: { kind: 'set-options', at: factory.at, set: { expire_on_commit: false } } },
    });
  },
});

/** True also where only a run tells. */
function keeps({ options }: SessionFactory): boolean {
  const given = options.findLast(({ name }) => name === 'expire_on_commit')?.value;
  return given !== undefined && (given.state !== 'known' || given.value === false);
}
