import express from 'express';

const site = express();

site.get('/', async (request, response) => { response.json(await (await fetch('https://x.example')).json()); });

site.listen(process.env.PORT);
