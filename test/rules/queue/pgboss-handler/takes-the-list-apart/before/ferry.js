import PgBoss from 'pg-boss';

const boss = new PgBoss(process.env.DATABASE_URL);
boss.on('error', (error) => console.error(error));
await boss.start();   // the tables come with it

await boss.createQueue('send-tickets');
await boss.work('send-tickets', async ([job]) => console.log('sent', job.data.to));
