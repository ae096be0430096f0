import PgBoss from 'pg-boss';

const options: PgBoss.ConstructorOptions = { connectionString: process.env.DATABASE_URL };
const boss = new PgBoss(options);
boss.on('error', console.error);
await boss.start();
