import https from 'node:https';
import http from 'node:http';
import express from 'express';

const site = express();
const secure = new https.Agent({ 'maxSockets': 20, keepAlive: true });

site.get('/', (request, response) => { https.get('https://x.example', { agent: secure }); response.end(); });

site.listen(process.env.PORT);
