import { Router } from 'express';
import { pool } from './database.js';

export const notes = Router();

notes.get('/:id', async (request, response) => {
  const { rows } = await pool.query('SELECT * FROM notes WHERE id = $1', [request.params.id]);
  response.json(rows[0] ?? null);
});
