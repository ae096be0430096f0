import PgBoss from 'pg-boss';

const boss = new PgBoss(process.env.DATABASE_URL);

process.on('SIGTERM', async () => {
  await boss.stop(); // jobs that run are finished
  process.exit(0);
});
boss.on('error', (error) => console.error(error));
await boss.start();   // the tables come with it

await boss.createQueue('send-tickets');
await boss.work('send-tickets', async ([job]) => console.log(job.id));
