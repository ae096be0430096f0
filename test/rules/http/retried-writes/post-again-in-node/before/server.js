import pRetry from 'p-retry';
import express from 'express';

const site = express();

site.post('/orders', async (request, response) => {
  const answer = await pRetry(() => fetch('https://pay.example', { method: 'POST', signal: AbortSignal.timeout(3000) }), { retries: 2 });
  response.json(await answer.json());
});

site.listen(process.env.PORT);
