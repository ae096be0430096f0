const express = require("express");

const kiosk = express();
kiosk.get("/", (request, response) => response.send("open"));
// everybody knows this port
kiosk.listen(4321, "0.0.0.0");
