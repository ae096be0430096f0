import { readFile, readdir } from 'node:fs/promises';
import { pool } from '../db/pool.js';

const folder = new URL('../migrations/', import.meta.url);
for (const name of (await readdir(folder)).sort()) {
  await pool.query(await readFile(new URL(name, folder), 'utf8'));
}
await pool.end();
