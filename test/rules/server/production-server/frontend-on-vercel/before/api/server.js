const express = require('express');

const app = express();
app.get('/alive', (_request, response) => response.json({ ok: true }));
app.listen(process.env.PORT);
