import { PgBoss as Boss } from "pg-boss"; // the queue

const boss = new Boss(process.env.DATABASE_URL);
boss.on("error", (error) => console.error(error));
await boss.start();
