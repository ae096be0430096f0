import express from 'express';

const desk = express();
desk.get('/health', (request, response) => response.json({ ok: true }));
desk.listen(Number(process.env.PORT), '0.0.0.0');
