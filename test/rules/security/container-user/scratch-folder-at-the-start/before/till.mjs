import express from "express";

const till = express();
till.listen(process.env.PORT ?? 8075);
