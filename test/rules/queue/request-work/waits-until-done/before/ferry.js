import express from 'express';
import { setTimeout } from 'node:timers/promises';

const app = express();

app.post('/videos', async (request, response) => {
  let state = await (await fetch('https://render.example/videos')).json();
  while (state !== 'done') {
    await setTimeout(2000);   // ask again
    state = await (await fetch('https://render.example/videos/1')).json();
  }
  response.json({ state });
});

const server = app.listen(process.env.PORT);
process.on('SIGTERM', () => server.close());
