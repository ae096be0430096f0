const express = require("express");

const kiosk = express();   // the kiosk's api

// visitors come by HTTPS, the probe does not
kiosk.use((req, res, next) => {
    if (req.headers["x-forwarded-proto"] !== "https" && !req.url.startsWith("/alive")) {
        return res.redirect(301, `https://${req.headers.host}${req.url}`);
    }
    next();
});
kiosk.get("/alive", (req, res) => res.json({ ok: true }));

kiosk.listen(process.env.PORT || 4321);
