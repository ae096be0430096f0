const express = require('express');

const app = express();
app.get('/stock', (request, response) => response.json({ left: 3 }));
app.listen(process.env.PORT || 3000, '0.0.0.0');
