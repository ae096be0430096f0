import https from 'node:https';
import axios from 'axios';
import express from 'express';

const TIDES = 'https://tides.example/latest';
const ferry = express();

ferry.get('/tides', async (request, response) => {
    const { data } = await axios.get(TIDES, {
        httpsAgent: new https.Agent({ keepAlive: true,   maxSockets: 20 }), // kept alive
        timeout: 4000,
    });
    response.json(data);
});

ferry.listen(process.env.PORT);
