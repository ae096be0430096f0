const express = require('express');

/* optimize-ignore[async/blocking-call] nothing blocks */
const app = express();
/*
 * The port.
 * optimize-ignore[network/port] the platform gives it
 */
const port = process.env.PORT;
const text = `// optimize-ignore[network/port] no comment`;
app.listen(port, /* optimize-ignore[network/bind-address] all of them */ () => console.log(text)); // optimize-ignore[network/port] as above
