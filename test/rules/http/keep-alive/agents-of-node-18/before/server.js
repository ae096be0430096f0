import https from 'node:https';
import http from 'node:http';
import express from 'express';

const site = express();
const secure = new https.Agent({
  maxSockets: 20, // enough
});
const plain = new http.Agent();

site.get('/', (request, response) => { https.get('https://x.example', { agent: secure }); http.get('http://x.example', { agent: plain }); response.end(); });

site.listen(process.env.PORT);
