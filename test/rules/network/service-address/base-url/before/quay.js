import express from "express";
import axios from "axios";

const app = express();
// stock
export const stock = axios.create({ timeout: 5000, baseURL: "https://stock-1.up.railway.app" });
app.listen(process.env.PORT);
