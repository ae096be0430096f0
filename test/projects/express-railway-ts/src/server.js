import express from 'express';
import { pool } from './database.js';
import { notes } from './notes.js';

const app = express();
app.use(express.json());
app.get('/healthz', (_request, response) => response.json({ ok: true }));
app.use('/notes', notes);

const server = app.listen(process.env.PORT ?? 3000);

process.on('SIGTERM', () => {
  server.close(() => void pool.end());
});
