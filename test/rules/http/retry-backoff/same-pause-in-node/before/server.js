import express from 'express';

const site = express();

const sleep = (time) => new Promise((done) => setTimeout(done, time));

const ask = async (url) => {
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    try {
      return await fetch(url, { signal: AbortSignal.timeout(2000) });
    } catch (error) {
      if (attempt === 3) throw error;
      await sleep(1000);
    }
  }
};

site.get('/rates', async (request, response) => {
  response.json(await (await ask('https://rates.example')).json());
});

site.listen(process.env.PORT);
