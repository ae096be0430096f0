import PgBoss from 'pg-boss';

const boss = new PgBoss(process.env.DATABASE_URL); // own pool of ten
boss.on('error', (error) => console.error(error));

await boss.start();
