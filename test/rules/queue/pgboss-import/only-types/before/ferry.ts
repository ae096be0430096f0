import type PgBoss from 'pg-boss';
import { boss } from './boss.js';

export const started: Promise<PgBoss> = boss.start();
