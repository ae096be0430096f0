const express = require("express");

const app = express();
const server = app.listen(process.env.PORT ?? 8075);
process.on("SIGTERM", () => server.close());
