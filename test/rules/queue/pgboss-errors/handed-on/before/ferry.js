import PgBoss from 'pg-boss';
import { watch } from './watch.js';

const boss = new PgBoss(process.env.DATABASE_URL);
watch(boss);
await boss.start();
