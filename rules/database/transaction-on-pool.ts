import { defineRecordCheck, fail, notApplicable, pass, valueOf, type Fact, type Pool, type PooledTransaction } from '#rule';
import { handlerName } from '../shared/handlers.ts';

export default defineRecordCheck({
  each: 'database.pooledTransactions',
  needs: [],
  reads: ['database.pools'],
  check(transaction, { 'database.pools': pools }) {
    if (transaction.scope === 'script') return notApplicable('a script has the pool for itself');
    if (isAlone(pools)) return pass();
    const { name, statement, within } = transaction;
    return fail({
      message: `${name}.query sends ${statement} and what follows to whichever connection is free${within === undefined ? '' : `, in ${handlerName(within)}`}`,
      evidence: [transaction.at],
      fix: onConnection(transaction),
    });
  },
});

/** True where all pools hold one connection, so that every statement gets the same. */
function isAlone(pools: Fact<readonly Pool[]> | undefined): boolean {
  const own = (valueOf(pools) ?? []).filter(({ library }) => library === 'pg' || library === '@neondatabase/serverless');
  return own.length > 0 && own.every(({ maximum }) => valueOf(maximum) === 1);
}

function onConnection({ at }: PooledTransaction) {
  return { title: 'Take one connection for the whole transaction, and give it back in a finally', applicability: 'review', change: { kind: 'rewrite', how: 'own-connection', at: [at] } } as const;
}
