/** How a reason ends that speaks of a file which dies: reporters tell it once for all fixes that wait for the move. */
export const MIGRATE_FIRST = ': `optimize migrate railway` moves its settings first, and the fix then goes into .railway/railway.ts';
