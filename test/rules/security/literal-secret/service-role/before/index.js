import express from 'express';

const SUPABASE_KEY = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJzdXBhYmFzZSIsInJvbGUiOiJzZXJ2aWNlX3JvbGUiLCJpYXQiOjE3MDAwMDAwMDB9.q8Zr3TnLb2MkV5wXcD7sEyJ4uGfP1oRi';
const app = express();
app.listen(process.env.PORT);
