const express = require("express");

const app = express();
app.get("/up", (_, response) => response.send("up"));
const server = app.listen(process.env.PORT ?? 8075);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.close());
