import express from 'express';

const site = express();

const twice = async (number) => number * 2;

site.post('/twice', async (request, response) => {
  response.json(await Promise.all(request.body.map(twice)));
});

site.listen(process.env.PORT);
