import express from 'express';

export const SUPABASE_ANON_KEY = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJzdXBhYmFzZSIsInJvbGUiOiJhbm9uIiwiaWF0IjoxNzAwMDAwMDAwfQ.q8Zr3TnLb2MkV5wXcD7sEyJ4uGfP1oRi';
export const STRIPE = 'pk_live_q8Zr3TnLb2MkV5wXcD7sEyJ4';
export const CHECKOUT = 'sk_test_q8Zr3TnLb2MkV5wXcD7sEyJ4';
const app = express();
app.listen(process.env.PORT);
