const express = require('express');

const app = express();
/*
 * The port.
 */
const port = process.env.PORT;
const text = `// optimize-ignore[network/port] no comment`;
app.listen(port, () => console.log(text));
