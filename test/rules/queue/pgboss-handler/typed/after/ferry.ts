import PgBoss, { type Job } from 'pg-boss';

const boss = new PgBoss(process.env.DATABASE_URL);
boss.on('error', (error) => console.error(error));
await boss.start();   // the tables come with it

await boss.createQueue('send-tickets');
async function send([job]: Job<{ to: string }>[]) {
  const { to } = job.data;
  console.log("sent", to, job.id);
}

await boss.work('send-tickets', send);
