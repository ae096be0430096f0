const express = require("express");

const kiosk = express();   // the kiosk's api

kiosk.get("/alive", (req, res) => res.json({ ok: true }));

const server = kiosk.listen(process.env.PORT || 4321);
process.on("SIGTERM", () => server.close());
