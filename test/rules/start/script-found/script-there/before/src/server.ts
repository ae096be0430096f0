import express from "express";

const kiosk = express();
// everybody may look
kiosk.get("/", (request, response) => { response.send("open"); });
kiosk.listen(process.env.PORT);
