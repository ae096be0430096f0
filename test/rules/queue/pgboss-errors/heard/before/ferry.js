import PgBoss from 'pg-boss';
import { report } from './report.js';

const boss = new PgBoss(process.env.DATABASE_URL);
boss.on('error', report);
await boss.start();
