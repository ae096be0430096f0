import express from 'express';
import { randomUUID } from 'node:crypto';

const app = express();
const exports = new Map();

app.post('/exports', (request, response) => {
  const id = randomUUID();
  exports.set(id, 'running');
  response.json({ id });
});

app.get('/exports/:id/status', (request, response) => {
  const state = exports.get(request.params.id);
  response.status(state === undefined ? 404 : 200).json({ state });
});

process.on('SIGTERM', () => server.close());
const server = app.listen(process.env.PORT);
