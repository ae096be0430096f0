const express = require("express");

const kiosk = express();   // the kiosk's api

kiosk.get("/alive", (req, res) => res.json({ ok: true }));

kiosk.listen(process.env.PORT || 4321);
