import PgBoss from 'pg-boss';
import { runETL } from './run.js';

const boss = new PgBoss(process.env.DATABASE_URL);

await boss.start();
await boss.work('etl-full-refresh', async (job) => {
  await runETL('full', job.data.lastSync);
});
await boss.schedule('etl-full-refresh', '0 */6 * * *', { lastSync: new Date(0).toISOString() });
