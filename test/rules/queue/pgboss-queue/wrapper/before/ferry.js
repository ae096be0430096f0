import PgBoss from 'pg-boss';

const boss = new PgBoss(process.env.DATABASE_URL);
boss.on('error', (error) => console.error(error));
await boss.start();   // the tables come with it

export const listen = (name, handler) => boss.work(name, handler);
export const send = (name, data) => boss.send(name, data);
