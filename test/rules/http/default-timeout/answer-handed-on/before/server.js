import { Readable } from 'node:stream';
import express from 'express';

const site = express();
site.get('/words', async (request, response) => {
  const ask = async () => {
    return fetch('https://words.example', { headers: { accept: 'text/event-stream' } });
  };
  Readable.fromWeb((await ask()).body).pipe(response);
});

site.listen(process.env.PORT);
