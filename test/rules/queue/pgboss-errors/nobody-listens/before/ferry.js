import PgBoss from 'pg-boss';

const boss = new PgBoss(process.env.DATABASE_URL); // own pool of ten

await boss.start();
