import express from 'express';

const site = express();

const ask = async (url) => {
  for (let attempt = 0; attempt < 4; attempt++) {
    try {
      return await fetch(url, { signal: AbortSignal.timeout(20_000) });
    } catch (error) {
      await new Promise((done) => setTimeout(done, 500 * 2 ** attempt));
    }
  }
};

site.get('/rates', async (request, response) => {
  response.json(await (await ask('https://rates.example')).json());
});

site.listen(process.env.PORT);
